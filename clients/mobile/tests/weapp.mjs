// Runs the real dist/weapp in Node under a fake `wx`, against the real server: sign in, post, see the need.
// It proves logic, requests and navigation; not how it looks, nor WeChat's own rules. `npm run test:weapp -w mobile`.
import { createRequire } from 'node:module'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventually, PLACE, PEOPLE, startServer } from './harness.mjs'

const require = createRequire(import.meta.url)
const dist = fileURLToPath(new URL('../dist/weapp', import.meta.url))
const LIMIT = 1.5 * 1024 * 1024

function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const file = path.join(folder, entry.name)
    return sum + (entry.isDirectory() ? sizeOf(file) : statSync(file).size)
  }, 0)
}

const server = await startServer()
const asked = []
const storage = new Map()
const stack = []
let definition
let application

/** One page as the mini-program would hold it: its data, and what setData writes into it. */
function makePage(route, options) {
  const write = (object, dotted, value) => {
    const keys = dotted.replace(/\.?\[(\d+)\]/g, '.$1').split('.')
    const last = keys.pop()
    let at = object
    for (const key of keys) at = at[key] ??= {}
    at[last] = value
  }
  const page = {
    ...definition,
    route,
    options,
    data: structuredClone(definition.data ?? {}),
    setData(changes, done) {
      for (const [key, value] of Object.entries(changes)) write(this.data, key, structuredClone(value))
      if (done) setTimeout(done, 0)
    },
  }
  return page
}

function openPage(url) {
  const [route, query = ''] = url.replace(/^\//, '').split('?')
  const options = Object.fromEntries(new URLSearchParams(query))
  delete require.cache[require.resolve(path.join(dist, `${route}.js`))]
  require(path.join(dist, `${route}.js`))
  const page = makePage(route, options)
  stack.push(page)
  page.onLoad?.(options)
  page.onShow?.()
  page.onReady?.()
}

const answer = (options, value) => {
  setTimeout(() => {
    options.success?.(value)
    options.complete?.(value)
  }, 0)
}

const wx = {
  getSystemInfoSync: () => ({ windowWidth: 360, windowHeight: 780, pixelRatio: 2, platform: 'android', SDKVersion: '3.8.0' }),
  getWindowInfo: () => ({ windowWidth: 360, windowHeight: 780, pixelRatio: 2, statusBarHeight: 24 }),
  getAppBaseInfo: () => ({ SDKVersion: '3.8.0', language: 'zh_CN' }),
  getDeviceInfo: () => ({ platform: 'android' }),
  getMenuButtonBoundingClientRect: () => ({ top: 28, bottom: 60, left: 260, right: 350, width: 90, height: 32 }),
  getLaunchOptionsSync: () => ({ path: 'features/home/index', query: {} }),
  getEnterOptionsSync: () => ({ path: 'features/home/index', query: {} }),
  getStorageSync: (key) => storage.get(key) ?? '',
  setStorageSync: (key, value) => storage.set(key, value),
  removeStorageSync: (key) => storage.delete(key),
  canIUse: () => true,
  nextTick: (work) => setTimeout(work, 0),
  onNetworkStatusChange() {},
  onAppShow() {},
  connectSocket: () => ({ onOpen() {}, onMessage() {}, onClose() {}, onError() {}, close() {} }),
  request(options) {
    // Wherever the build was made for: here the server is ours.
    const where = options.url.replace(/^https?:\/\/[^/]+/, '')
    asked.push(`${options.method} ${where.split('?')[0]}`)
    fetch(server.url + where, { method: options.method, headers: options.header, body: options.data }).then(
      async (response) => answer(options, { statusCode: response.status, header: Object.fromEntries(response.headers), data: await response.text() }),
      (error) => options.fail?.({ errMsg: `request:fail ${error}` }),
    )
    return { abort() {} }
  },
  getLocation(options) {
    asked.push(`getLocation ${options.type}`)
    answer(options, { latitude: PLACE.latitude - 0.0024, longitude: PLACE.longitude + 0.0025 })
  },
  navigateTo(options) {
    asked.push(`navigateTo ${options.url}`)
    openPage(options.url)
    answer(options, {})
  },
  redirectTo(options) {
    asked.push(`redirectTo ${options.url}`)
    stack.pop()?.onUnload?.()
    openPage(options.url)
    answer(options, {})
  },
  reLaunch(options) {
    stack.splice(0).forEach((page) => page.onUnload?.())
    openPage(options.url)
    answer(options, {})
  },
}

Object.assign(globalThis, {
  wx: new Proxy(wx, { get: (all, name) => all[name] }),
  App: (given) => (application = given),
  Page: (given) => (definition = given),
  Component: (given) => (definition = given),
  Behavior: (given) => given,
  getApp: () => application,
  getCurrentPages: () => stack,
  requirePlugin: () => ({}),
})

const nodes = (page) => {
  const found = []
  const walk = (node) => {
    if (!node || typeof node !== 'object') return
    found.push(node)
    Object.values(node.cn ?? {}).forEach(walk)
  }
  walk(page.data.root)
  return found
}
const current = () => stack.at(-1)
const textOf = (node) => (node.v ?? '') + Object.values(node.cn ?? {}).map(textOf).join('')
const classed = (name) => nodes(current()).filter((node) => ` ${node.cl ?? ''} `.includes(` ${name} `))
const byId = (id) => nodes(current()).find((node) => node.uid === id)
const waitFor = (what, find) => eventually(what, async () => find(), 20)

function fire(node, type, detail = {}) {
  const target = { id: node.sid, dataset: { sid: node.sid } }
  current().eh({ type, detail, timeStamp: Date.now(), target, currentTarget: target })
}
const tap = (node) => fire(node, 'tap')
const type = (node, value) => fire(node, 'input', { value })

try {
  if (!existsSync(path.join(dist, 'app.js'))) throw new Error('there is no dist/weapp: JINLIN_API_BASE=… npm run build:weapp -w mobile')
  const size = sizeOf(dist)
  console.log(`main package: ${(size / 1024).toFixed(0)} KiB of ${LIMIT / 1024} (WeChat's own limit: 2048)`)
  if (size > LIMIT) throw new Error('the main package is too large')

  require(path.join(dist, 'app.js'))
  application.onLaunch?.({ path: 'features/home/index', query: {} })
  application.onShow?.({ path: 'features/home/index', query: {} })
  openPage('features/home/index')
  tap(await waitFor('the buttons of home', () => classed('tile')[0]))
  tap(await waitFor('the kinds', () => classed('choice')[0]))
  type(await waitFor('the text', () => byId('text')), '想有人陪我说说话（小程序）')
  await new Promise((resolve) => setTimeout(resolve, 100))
  tap(byId('next'))
  tap(await waitFor('the place', () => byId('locate')))
  const community = await waitFor('the community', () => byId('community'))
  console.log(`community of the GCJ-02 position: ${textOf(community)}`)
  tap(byId('next'))
  type(await waitFor('the phone', () => byId('phone')), PEOPLE.resident)
  await new Promise((resolve) => setTimeout(resolve, 100))
  tap(byId('send-code'))
  type(await waitFor('the code', () => byId('code')), '246810')
  await new Promise((resolve) => setTimeout(resolve, 100))
  tap(classed('choice').findLast((node) => classed('tickbox').some((box) => JSON.stringify(node).includes(box.sid))))
  await new Promise((resolve) => setTimeout(resolve, 100))
  tap(byId('enter'))
  tap(await waitFor('the button to send', () => byId('send')))
  const sent = await waitFor('the need', () => byId('send-anyway') ?? classed('line')[0])
  if (sent.uid === 'send-anyway') tap(sent)
  await waitFor('the timeline', () => classed('at')[0])
  console.log(`posted: ${textOf(classed('h1')[0])}, ${classed('at').map(textOf).join(' / ')}`)
  if (!asked.includes('getLocation gcj02')) throw new Error('the position was not asked for in GCJ-02')
  if (asked.filter((line) => line === 'POST /v1/needs').length !== 1) throw new Error('posted more than once')
  console.log('the mini-program signed in and posted')
} catch (error) {
  console.error(error, asked.slice(-12))
  process.exitCode = 1
} finally {
  await server.stop()
  process.exit()
}
