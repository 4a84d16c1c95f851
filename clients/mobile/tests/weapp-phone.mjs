// One phone with the mini-program: the real dist/weapp in a process of its own, under a fake `wx`. `weapp.mjs` holds three of them.
// It proves logic, requests and navigation; not how it looks, nor WeChat's own rules.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventually, PLACE } from './harness.mjs'

const require = createRequire(import.meta.url)
const dist = fileURLToPath(new URL('../dist/weapp', import.meta.url))
const [server] = process.argv.slice(2)
const PATIENCE_SECONDS = 60

const asked = []
const storage = new Map()
const stack = []
/** What WeChat's camera reads next, and which photo it gives. */
const camera = { code: '', photo: '' }
let definition
let application

function write(object, dotted, value) {
  const keys = dotted.replace(/\.?\[(\d+)\]/g, '.$1').split('.')
  const last = keys.pop()
  let at = object
  for (const key of keys) at = at[key] ??= {}
  at[last] = value
}

/** One page as the mini-program would hold it: its data, and what setData writes into it. */
const makePage = (route, options) => ({
  ...definition,
  route,
  options,
  data: structuredClone(definition.data ?? {}),
  setData(changes, done) {
    for (const [key, value] of Object.entries(changes)) write(this.data, key, structuredClone(value))
    if (done) setTimeout(done, 0)
  },
})

function openPage(url) {
  const [route, query = ''] = url.replace(/^\//, '').split('?')
  const options = Object.fromEntries(new URLSearchParams(query))
  delete require.cache[require.resolve(path.join(dist, `${route}.js`))]
  require(path.join(dist, `${route}.js`))
  stack.at(-1)?.onHide?.()
  const page = makePage(route, options)
  stack.push(page)
  page.onLoad?.(options)
  page.onShow?.()
  page.onReady?.()
}

function closePage() {
  stack.pop()?.onUnload?.()
}

function answer(options, value) {
  setTimeout(() => {
    options.success?.(value)
    options.complete?.(value)
  }, 0)
}

/** Wherever the build was made for: here the server is ours. */
const onServer = (url) => server + url.replace(/^\w+:\/\/[^/]+/, '')

function socketOf(url) {
  const socket = new WebSocket(onServer(url).replace(/^http/, 'ws'))
  const on = (name, take) => (listener) => socket.addEventListener(name, (event) => listener(take(event)))
  return {
    onOpen: on('open', () => ({})),
    onMessage: on('message', (event) => ({ data: event.data })),
    onClose: on('close', (event) => ({ code: event.code })),
    onError: on('error', () => ({})),
    close: () => socket.close(),
  }
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
  connectSocket(options) {
    const socket = socketOf(options.url)
    answer(options, {})
    return socket
  },
  request(options) {
    const where = options.url.replace(/^\w+:\/\/[^/]+/, '')
    asked.push(`${options.method} ${where.split('?')[0]}`)
    fetch(server + where, { method: options.method, headers: options.header, body: options.data }).then(
      async (response) => answer(options, { statusCode: response.status, header: Object.fromEntries(response.headers), data: await response.text() }),
      (error) => options.fail?.({ errMsg: `request:fail ${error}` }),
    )
    return { abort() {} }
  },
  downloadFile(options) {
    asked.push(`download ${options.url.replace(/^\w+:\/\/[^/]+/, '')}`)
    fetch(onServer(options.url), { headers: options.header }).then((response) => answer(options, { statusCode: response.status, tempFilePath: 'wxfile://loaded' }))
    return { abort() {} }
  },
  openDocument(options) {
    asked.push(`openDocument ${options.fileType}`)
    answer(options, {})
  },
  getLocation(options) {
    asked.push(`getLocation ${options.type}`)
    answer(options, { latitude: PLACE.latitude - 0.0024, longitude: PLACE.longitude + 0.0025, accuracy: 20 })
  },
  openLocation(options) {
    asked.push(`openLocation ${options.longitude.toFixed(4)} ${options.latitude.toFixed(4)}`)
    answer(options, {})
  },
  scanCode(options) {
    answer(options, { result: camera.code })
  },
  chooseImage(options) {
    answer(options, { tempFilePaths: [camera.photo], tempFiles: [{ path: camera.photo, size: 1 }] })
  },
  getFileSystemManager: () => ({
    readFile(options) {
      const bytes = readFileSync(options.filePath)
      answer(options, { data: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) })
    },
  }),
  navigateTo(options) {
    asked.push(`navigateTo ${options.url}`)
    openPage(options.url)
    answer(options, {})
  },
  navigateBack(options = {}) {
    closePage()
    stack.at(-1)?.onShow?.()
    answer(options, {})
  },
  redirectTo(options) {
    asked.push(`redirectTo ${options.url}`)
    closePage()
    openPage(options.url)
    answer(options, {})
  },
  reLaunch(options) {
    while (stack.length > 0) closePage()
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

const textOf = (node) => (node.v ?? '') + Object.values(node.cn ?? {}).map(textOf).join('')

function nodesIn(root) {
  const found = []
  const walk = (node) => {
    if (!node || typeof node !== 'object') return
    found.push(node)
    Object.values(node.cn ?? {}).forEach(walk)
  }
  walk(root)
  return found
}

const isA = (node, selector) =>
  selector.startsWith('#') ? node.uid === selector.slice(1) : ` ${node.cl ?? ''} `.includes(` ${selector.slice(1)} `)

/** `#id` or `.class`; `text` within it, `has` a part of this class. */
function find({ selector, text, has, last }) {
  const found = nodesIn(stack.at(-1)?.data.root).filter(
    (node) => isA(node, selector) && (text === undefined || textOf(node).includes(text)) && (has === undefined || nodesIn(node).some((part) => isA(part, has))),
  )
  return last ? found.at(-1) : found[0]
}

const waitFor = (wanted) => eventually(JSON.stringify(wanted), async () => find(wanted), wanted.seconds ?? PATIENCE_SECONDS)

function fire(node, type, detail = {}) {
  const target = { id: node.sid, dataset: { sid: node.sid } }
  stack.at(-1).eh({ type, detail, timeStamp: Date.now(), target, currentTarget: target })
}

const commands = {
  open: (url) => openPage(url),
  see: async (wanted) => textOf(await waitFor(wanted)),
  async tap(wanted) {
    fire(await waitFor(wanted), 'tap')
  },
  async type({ value, ...wanted }) {
    fire(await waitFor(wanted), 'input', { value })
    // Written when the phone has drawn it.
    await eventually(`${wanted.selector} to say ${value}`, async () => find(wanted)?.p5 === value || find(wanted)?.value === value || JSON.stringify(find(wanted)).includes(value))
  },
  camera: (what) => Object.assign(camera, what),
  asked: () => asked,
  options: () => stack.at(-1).options,
}

process.on('message', async ({ id, command, given }) => {
  try {
    process.send({ id, value: await commands[command](given) })
  } catch (error) {
    process.send({ id, error: `${error.message}\n      last asked: ${asked.slice(-6).join(', ')}\n      on the screen: ${textOf(stack.at(-1)?.data.root ?? {}).slice(0, 300)}` })
  }
})

require(path.join(dist, 'app.js'))
application.onLaunch?.({ path: 'features/home/index', query: {} })
application.onShow?.({ path: 'features/home/index', query: {} })
openPage('features/home/index')
process.send({ ready: true })
