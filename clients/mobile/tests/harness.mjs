// What the browser tests and the screenshots share: the real server with the demo city, and phones that look at it.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

export const root = fileURLToPath(new URL('../../..', import.meta.url))
/** A point of 水杉社区, where the demo's story is. */
export const PLACE = { latitude: 30.62566, longitude: 104.11859, accuracy: 15 }
export const PEOPLE = { resident: '12600000001', worker: '12600000002', volunteer: '12600000004', officer: '12600000006' }
const DEMO_CODE = '246810'

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

/** Starts the server on a free port with a fresh demo city; `JINLIN_URL` names one that runs already. */
export async function startServer() {
  if (process.env.JINLIN_URL) return { url: process.env.JINLIN_URL, stop: async () => {} }
  const binary = process.env.JINLIN_BIN ?? path.join(root, 'target/debug/jinlin')
  if (!existsSync(binary)) throw new Error(`there is no server at ${binary}: cargo build, or set JINLIN_BIN`)
  const state = mkdtempSync(path.join(tmpdir(), 'jinlin-browser-'))
  const port = await freePort()
  const child = spawn(binary, ['serve', '--demo'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      JINLIN_STATE_DIR: state,
      // All phones of a test come from one address.
      JINLIN_LIMITS__ENABLED: 'false',
      JINLIN_TELEMETRY__LOG_FILTER: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  const stop = () =>
    new Promise((resolve) => {
      child.once('exit', () => {
        rmSync(state, { recursive: true, force: true })
        resolve()
      })
      child.kill('SIGTERM')
    })
  for (let i = 0; i < 600; i += 1) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    try {
      if ((await fetch(`${url}/readyz`)).ok) return { url, stop }
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stop()
  throw new Error('the server does not get ready')
}

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })

/** A phone: a browser of its own, with a mocked position. Errors of its pages are collected. */
export async function phone(browser, url, { size = [360, 780], position = PLACE, prefs } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: size[0], height: size[1] },
    deviceScaleFactor: Number(process.env.SCALE ?? 2),
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...(position ? { geolocation: position, permissions: ['geolocation'] } : {}),
  })
  context.setDefaultTimeout(15_000)
  if (prefs) await context.addInitScript((value) => localStorage.getItem('jinlin.prefs') ?? localStorage.setItem('jinlin.prefs', JSON.stringify({ data: JSON.stringify(value) })), prefs)
  const page = await context.newPage()
  const errors = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    const text = message.text()
    // A refused request is logged by the browser itself; whether it was meant to be is the test's concern.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) errors.push(text)
  })
  return { context, page, errors }
}

/** The screen on top: Taro keeps those below it in the page, hidden. */
export const screen = (page) => page.locator('.taro_page').filter({ visible: true }).last()

export async function open(page, name, params = '') {
  await page.goto(`/m/#/features/${name}/index${params}`)
  await screen(page).locator('.main').waitFor()
}

/** Fills the sign-in that is on the screen. */
export async function signIn(page, who) {
  const top = screen(page)
  await top.locator('#phone').fill(PEOPLE[who])
  await top.locator('#send-code').click()
  await top.locator('#code').fill(DEMO_CODE)
  await top.getByRole('checkbox').last().click()
  await top.locator('#enter').click()
}

/** Calls the API as somebody else, without a browser: the other side of a story. */
export async function caller(url, who) {
  const send = async (method, where, body, token) => {
    const answer = await fetch(url + where, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  await send('POST', '/v1/auth/codes', { phone: PEOPLE[who] })
  const { access_token: token } = await send('POST', '/v1/sessions', { phone: PEOPLE[who], code: DEMO_CODE, client: 'app' })
  return (method, where, body) => send(method, where, body, token)
}

export async function eventually(what, attempt, seconds = 20) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const value = await attempt()
    if (value) return value
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
