// The whole story with the real dist/weapp, three phones at once, against the real server: `npm run test:weapp -w mobile`.
import { fork } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { check } from './checks.mjs'
import { caller, PEOPLE, PLACE, root, startServer } from './harness.mjs'

const dist = fileURLToPath(new URL('../dist/weapp', import.meta.url))
const LIMIT = 1.5 * 1024 * 1024
/** Any picture does as a photo. */
const PHOTO = path.join(root, 'docs/images/home.png')

function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const file = path.join(folder, entry.name)
    return sum + (entry.isDirectory() ? sizeOf(file) : statSync(file).size)
  }, 0)
}

/** A phone in a process of its own; every command waits for what it is about. */
async function phone(url) {
  const child = fork(fileURLToPath(new URL('weapp-phone.mjs', import.meta.url)), [url], { execArgv: ['--experimental-websocket', '--no-warnings'] })
  const waiting = new Map()
  let count = 0
  await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the phone ended with ${code}`)))
    child.on('message', ({ ready, id, value, error }) => {
      if (ready) return resolve()
      const { done, failed } = waiting.get(id)
      waiting.delete(id)
      return error ? failed(new Error(error)) : done(value)
    })
  })
  const send = (command, given) =>
    new Promise((done, failed) => {
      count += 1
      waiting.set(count, { done, failed })
      child.send({ id: count, command, given })
    })
  return {
    open: (page, query = '') => send('open', `features/${page}/index${query}`),
    see: (selector, more = {}) => send('see', { selector, ...more }),
    tap: (selector, more = {}) => send('tap', { selector, ...more }),
    type: (selector, value) => send('type', { selector, value }),
    camera: (what) => send('camera', what),
    asked: () => send('asked'),
    options: () => send('options'),
    end: () => child.kill(),
  }
}

async function signIn(one, who) {
  await one.type('#phone', PEOPLE[who])
  await one.tap('#send-code')
  await one.type('#code', '246810')
  await one.tap('.choice', { has: '.tickbox', last: true })
  await one.see('.choice', { has: '.i-tick' })
  await one.tap('#enter')
}

async function post(home) {
  await home.tap('.tile')
  await home.tap('.choice')
  await home.type('#text', '想有人陪我说说话（小程序）')
  await home.tap('#next')
  await home.tap('#locate')
  console.log(`community of the GCJ-02 position: ${await home.see('#community')}`)
  await home.tap('#next')
  await signIn(home, 'resident')
  await home.tap('#send')
  await home.see('.at')
  check((await home.asked()).filter((line) => line === 'POST /v1/needs').length === 1, 'posted more than once')
  await home.camera({ photo: PHOTO })
  await home.tap('#photo')
  await home.see('.photo-image')
  return (await home.options()).id
}

async function story(url) {
  const [home, street, helper] = await Promise.all([phone(url), phone(url), phone(url)])
  phones.push(home, street, helper)
  for (const [one, who] of [[street, 'worker'], [helper, 'volunteer']]) {
    await one.open('account')
    await signIn(one, who)
    await one.see('#edit-me')
    await one.open('work')
  }
  const need = await post(home)

  await street.tap('.btn', { text: '接单' })
  await street.see('#check-in')
  await home.see('.person', { text: '李邻安' })
  const { id: task } = await street.options()
  await street.tap('#navigate')
  await helper.tap('#nearby')
  await helper.tap('.btn', { text: '我要去' })
  await helper.see('#check-in')
  await street.see('.person', { text: '赵邻乐' })
  await street.type('#briefing', '带一副象棋。')
  await street.tap('#briefing-send')
  await helper.see('.card', { text: '带一副象棋。' })
  await street.tap('.primary', { text: '同意赵邻乐来' })
  await helper.see('.chip', { text: '已确认' })

  await street.tap('#check-in')
  await street.see('#finish')
  await home.tap('#show-code')
  await helper.camera({ code: await home.see('#check-in-letters') })
  await helper.tap('#by-code')
  await helper.tap('#scan')
  await helper.see('#check-out')
  await street.see('.person', { text: '扫码签到' })
  await helper.tap('#check-out')
  await street.see('.chip', { text: '签退' })
  await street.tap('#finish')
  await street.type('#note', '下了三盘棋。')
  await street.tap('#finish-send')

  await home.tap('#confirm')
  await home.see('.state-closed')
  await home.tap('#rate')
  await home.tap('.face', { text: '很好' })
  await home.tap('.choice', { text: '解决了' })
  await home.tap('#send-rating')
  await home.see('.h1', { text: '谢谢您' })
  const resident = await caller(url, 'resident')
  check((await resident('GET', `/v1/tasks/${task}/rating`)).overall === 5, 'the rating did not arrive')
  check((await resident('GET', `/v1/needs/${need}`)).state === 'closed', 'the need is not closed')

  await helper.open('hours')
  console.log(`hours of the volunteer: ${await helper.see('#total')}`)
  await helper.tap('#make-slip')
  await helper.tap('.btn', { text: 'PDF' })
  await helper.see('.slip')
  return { home, street, helper }
}

/** WeChat's interfaces were asked as they have to be. */
async function wechat({ home, street, helper }) {
  const [here, there, paper] = await Promise.all([home.asked(), street.asked(), helper.asked()])
  check(here.includes('getLocation gcj02'), 'the position was not asked for in GCJ-02')
  const [, lon, lat] = (there.find((line) => line.startsWith('openLocation')) ?? '').split(' ').map(Number)
  // The resident's phone stood at this GCJ-02 place: there and back again.
  check(Math.abs(lon - PLACE.longitude - 0.0025) < 2e-4 && Math.abs(lat - PLACE.latitude + 0.0024) < 2e-4, `the map was opened at ${lon} ${lat}`)
  check(paper.some((line) => line.startsWith('download') && line.endsWith('.pdf')), 'the slip was not fetched')
}

const phones = []
const server = await startServer()
try {
  check(existsSync(path.join(dist, 'app.js')), 'there is no dist/weapp: JINLIN_API_BASE=… npm run build:weapp -w mobile')
  const size = sizeOf(dist)
  console.log(`main package: ${(size / 1024).toFixed(0)} KiB of ${LIMIT / 1024} (WeChat's own limit: 2048)`)
  check(size <= LIMIT, 'the main package is too large')
  await wechat(await story(server.url))
  console.log('three phones with the mini-program told the whole story')
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  phones.forEach((one) => one.end())
  await server.stop()
  process.exit()
}
