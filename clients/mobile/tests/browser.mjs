// The resident's story in a browser, on two sizes of phones, against the real server: `npm run test:browser -w mobile`.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { caller, eventually, launch, open, phone, screen, signIn, startServer } from './harness.mjs'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const FIRST_LOAD_KIB = 250
const USABLE_SECONDS = 3

const tests = []
const test = (name, run) => tests.push({ name, run })
const check = (truth, words) => {
  if (!truth) throw new Error(words)
}

/** What axe finds on this screen, and targets that a thumb would miss. `large`: in large type contrast is at least 7:1. */
async function accessible(page, name, { large = false } = {}) {
  // Run in the page by the debugger, so that the page's policy (no inline scripts) stays as it is.
  await page.evaluate(axeSource)
  const found = await page.evaluate(async (enhanced) => {
    const result = await globalThis.axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] },
      rules: { 'color-contrast-enhanced': { enabled: enhanced } },
    })
    // A page that axe has not seen passes everything.
    if (!result.passes.some((rule) => rule.id === 'color-contrast')) return ['axe has looked at no text']
    const grave = result.violations
      .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
      .map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`)
    const small = [...document.querySelectorAll('button, a[href], input, textarea')]
      .filter((element) => element.offsetParent !== null)
      .map((element) => ({ html: element.outerHTML.slice(0, 90), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 43.5))
      .map(({ html, box }) => `${Math.round(box.width)}x${Math.round(box.height)}: ${html}`)
    const wide = document.documentElement.scrollWidth > window.innerWidth + 1 ? [`wider than the screen: ${document.documentElement.scrollWidth}`] : []
    return [...grave, ...small, ...wide]
  }, large)
  check(found.length === 0, `${name}: ${found.join('\n    ')}`)
}

/** From home to the last step, in the own words, at the own place. */
async function describe(page, words, { where = 'locate' } = {}) {
  await open(page, 'home')
  await screen(page).locator('.tile').first().click()
  await screen(page).locator('.choice.wide').first().click()
  await screen(page).locator('#text').fill(words)
  await screen(page).locator('#next').click()
  await screen(page).locator(`#${where}`).click()
}

const idOf = (page) => new URL(page.url().replace('#/', '')).searchParams.get('id')

/** The worker's offer for this need; before acceptance only its task says which one it is. */
async function offerFor(resident, worker, needId) {
  return eventually('an offer', async () => {
    const task = (await resident('GET', '/v1/tasks?limit=50')).items.find((each) => each.need_id === needId)
    return (await worker('GET', '/v1/offers?state=open')).items.find((offer) => offer.task_id === task?.id)
  }, 60)
}

/** What a test leaves behind would be a duplicate for the next one, and an offer too many. */
async function clearUp(url) {
  const resident = await caller(url, 'resident')
  for (const need of (await resident('GET', '/v1/needs?limit=50')).items) {
    if (['draft', 'open', 'matched'].includes(need.state)) await resident('POST', `/v1/needs/${need.id}/cancel`, { reason: 'other' })
  }
}

async function send(page) {
  await screen(page).locator('#send').click()
  const outcome = await eventually('an answer', async () => {
    for (const [name, what] of [['sent', '.line'], ['doubt', '#send-anyway'], ['queued', '.card.warm .i-clock'], ['refused', '[role=alert]:not(:has(.card-title))']]) {
      if ((await screen(page).locator(what).count()) > 0) return name
    }
    return undefined
  })
  if (outcome === 'doubt') {
    await screen(page).locator('#send-anyway').click()
    await screen(page).locator('.line').waitFor()
    return 'sent'
  }
  return outcome
}

test('a resident posts, and sees live who comes, also after a lost connection', async ({ browser, url, size }) => {
  const { page, context, errors } = await phone(browser, url, { size })
  await open(page, 'home')
  check((await screen(page).locator('a[href^="tel:"]').count()) === 3, '110, 119 and 120 are not on the first screen')
  await accessible(page, 'home')
  await describe(page, `想有人陪我说说话（${size[0]}）`)
  await screen(page).locator('#community').filter({ hasText: '水杉社区' }).waitFor()
  await accessible(page, 'where')
  await screen(page).locator('#next').click()
  await accessible(page, 'confirm')
  await signIn(page, 'resident')
  await screen(page).locator('#send').waitFor()
  check((await send(page)) === 'sent', 'the need was not sent')
  await accessible(page, 'need')
  const id = idOf(page)

  const worker = await caller(url, 'worker')
  const resident = await caller(url, 'resident')
  const offer = await offerFor(resident, worker, id)
  // The network goes, somebody accepts, the network returns: nobody touches the phone.
  await context.setOffline(true)
  await worker('POST', `/v1/offers/${offer.id}/accept`)
  await context.setOffline(false)
  await eventually('the need to be matched', async () => (await resident('GET', `/v1/needs/${id}`)).state === 'matched')
  await screen(page).locator('.person').filter({ hasText: '李邻安' }).waitFor()
  await accessible(page, 'who comes')
  await resident('POST', `/v1/needs/${id}/cancel`, { reason: 'changed_mind' })
  await screen(page).locator('.state-cancelled').waitFor()
  check(errors.length === 0, errors.join('\n'))
})

test('the whole story by two phones: offer, acceptance, check-in, record, confirmation, rating', async ({ browser, url, size }) => {
  const home = await phone(browser, url, { size })
  const street = await phone(browser, url, { size })
  await open(street.page, 'account')
  await signIn(street.page, 'worker')
  await screen(street.page).locator('.tab').nth(4).waitFor()
  await open(street.page, 'work')

  await describe(home.page, `想有人陪我下下棋（${size[0]}）`)
  await screen(home.page).locator('#next').click()
  await signIn(home.page, 'resident')
  check((await send(home.page)) === 'sent', 'the need was not sent')
  const id = idOf(home.page)

  // Live on the worker's phone, accepted by a tap there.
  const card = screen(street.page).locator('.offer').first()
  await card.waitFor({ timeout: 60_000 })
  await accessible(street.page, 'offers')
  await card.locator('.btn.primary').click()
  await screen(street.page).locator('#check-in').waitFor()
  await accessible(street.page, 'task')
  await screen(home.page).locator('.person').filter({ hasText: '李邻安' }).waitFor()

  // Into a home two go the first time: a volunteer joins and is confirmed.
  const [resident, worker, volunteer] = await Promise.all(['resident', 'worker', 'volunteer'].map((who) => caller(url, who)))
  const task = (await resident('GET', '/v1/tasks?limit=50')).items.find((each) => each.need_id === id).id
  await volunteer('POST', `/v1/tasks/${task}/join`)
  const joined = (await worker('GET', `/v1/tasks/${task}`)).team.find((member) => member.role === 'volunteer')
  await worker('POST', `/v1/tasks/${task}/members/${joined.id}/confirm`)
  await screen(home.page).locator('.person').filter({ hasText: '赵邻乐' }).waitFor()

  await screen(home.page).locator('#message').click()
  await screen(home.page).locator('#message-text').fill('门铃坏了，请敲门')
  await screen(home.page).locator('.send .btn').click()
  await screen(home.page).locator('.bubble.mine').waitFor()
  await accessible(home.page, 'messages')
  await screen(home.page).locator('.back').click()

  await screen(street.page).locator('#check-in').click()
  await screen(street.page).locator('#finish').click()
  await screen(street.page).locator('#note').fill('下了三盘棋。')
  await accessible(street.page, 'record')
  await screen(street.page).locator('.card .btn.primary').click()

  await screen(home.page).locator('#confirm').click()
  await screen(home.page).locator('.state-closed').waitFor()
  await screen(home.page).locator('#rate').click()
  await screen(home.page).locator('.face').nth(4).click()
  await screen(home.page).locator('.choice').first().click()
  await accessible(home.page, 'rating')
  await screen(home.page).locator('#send-rating').click()
  await screen(home.page).locator('.card.tint').waitFor()
  check((await resident('GET', `/v1/tasks/${task}/rating`)).overall === 5, 'the rating did not arrive')
})

test('without a network it waits, and is sent once when there is one', async ({ browser, url, size }) => {
  const { page, context } = await phone(browser, url, { size })
  await open(page, 'account')
  await signIn(page, 'resident')
  await screen(page).locator('.btn.quiet').first().waitFor()
  const words = `下雨了，想请人帮忙买菜（${size[0]}）`
  await describe(page, words)
  await screen(page).locator('#next').click()
  await screen(page).locator('#send').waitFor()
  await context.setOffline(true)
  check((await send(page)) === 'queued', 'it should wait for a network')
  await context.setOffline(false)
  const resident = await caller(url, 'resident')
  const mine = async () => {
    const { items } = await resident('GET', '/v1/needs?limit=20')
    const all = await Promise.all(items.map((need) => resident('GET', `/v1/needs/${need.id}`)))
    return all.filter((need) => need.description === words)
  }
  await eventually('the need to arrive', async () => (await mine()).some((need) => need.state !== 'draft'), 30)
  check((await mine()).length === 1, 'it arrived more than once')
})

test('an answer that is lost on the way makes no second need', async ({ browser, url, size }) => {
  const { page } = await phone(browser, url, { size })
  await open(page, 'account')
  await signIn(page, 'resident')
  await screen(page).locator('.btn.quiet').first().waitFor()
  const words = `想请人陪我去医院（${size[0]}）`
  await describe(page, words)
  await screen(page).locator('#next').click()
  let lost = 0
  await page.route('**/v1/needs', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost += 1
    // The server has done it; the phone never hears.
    await route.fetch()
    return route.abort()
  })
  check((await send(page)) === 'queued', 'it should wait')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  const resident = await caller(url, 'resident')
  const mine = async () => {
    const { items } = await resident('GET', '/v1/needs?limit=20')
    const all = await Promise.all(items.map((need) => resident('GET', `/v1/needs/${need.id}`)))
    return all.filter((need) => need.description === words)
  }
  await eventually('the need to be sent', async () => (await mine()).some((need) => need.state !== 'draft'), 30)
  check((await mine()).length === 1, 'it arrived more than once')
})

test('without permission for the position, the community is chosen in the list or on the map', async ({ browser, url, size }) => {
  const { page } = await phone(browser, url, { size, position: null })
  await describe(page, '楼道灯坏了，老人怕摔')
  await screen(page).locator('.card.warm').waitFor()
  await accessible(page, 'list of divisions')
  await screen(page).locator('.choices .choice').nth(1).click()
  await screen(page).locator('.plan .dot').first().waitFor()
  await accessible(page, 'map')
  await screen(page).locator('.plan .dot[aria-label="锦江区"]').click()
  await screen(page).locator('.choice.wide', { hasText: '成龙路街道' }).click()
  await screen(page).locator('.choice.wide', { hasText: '水杉' }).click()
  await screen(page).locator('#community').filter({ hasText: '水杉社区' }).waitFor()
})

test('an expired session asks for the phone again and keeps what was written', async ({ browser, url, size }) => {
  const { page, context } = await phone(browser, url, { size })
  await open(page, 'account')
  await signIn(page, 'resident')
  await screen(page).locator('.btn.quiet').first().waitFor()
  await describe(page, '想请人帮我看看手机')
  await screen(page).locator('#next').click()
  // The refresh token is gone, and with the page the access token.
  await context.clearCookies()
  await page.reload()
  await open(page, 'post')
  check((await screen(page).locator('#text').inputValue()) === '想请人帮我看看手机', 'the draft is lost')
  await screen(page).locator('#next').click()
  await screen(page).locator('#next').click()
  await screen(page).locator('#phone').waitFor()
  await accessible(page, 'signing in again')
  await signIn(page, 'resident')
  await screen(page).locator('#send').waitFor()
})

test('large type and English are one tap away and stay', async ({ browser, url, size }) => {
  const { page } = await phone(browser, url, { size })
  await open(page, 'home')
  await screen(page).locator('#elder').click()
  const smallest = await page.evaluate(() =>
    Math.min(...[...document.querySelectorAll('.screen *')]
      .filter((element) => element.offsetParent !== null && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
      .map((element) => parseFloat(getComputedStyle(element).fontSize))))
  check(smallest >= 20, `type of ${smallest} px in large type`)
  await accessible(page, 'home in large type', { large: true })
  await screen(page).locator('#language').click()
  await screen(page).getByRole('heading', { name: 'What do you need?' }).waitFor()
  await accessible(page, 'home in English')
  await page.reload()
  await screen(page).getByRole('heading', { name: 'What do you need?' }).waitFor()
  for (const name of ['needs', 'inbox', 'account']) {
    await open(page, name)
    await screen(page).locator('#phone').waitFor()
    await accessible(page, `${name} in large type, English`, { large: true })
  }
})

test('with the keyboard alone one gets from home to the words', async ({ browser, url, size }) => {
  const { page } = await phone(browser, url, { size })
  await open(page, 'home')
  await screen(page).locator('.tile').first().focus()
  await page.keyboard.press('Enter')
  await screen(page).locator('.choice.wide').first().focus()
  await page.keyboard.press('Enter')
  const text = screen(page).locator('#text')
  await text.waitFor()
  for (let i = 0; i < 12 && !(await text.evaluate((element) => element === document.activeElement)); i += 1) await page.keyboard.press('Tab')
  await page.keyboard.type('hello')
  check((await text.inputValue()) === 'hello', 'Tab does not reach the text')
})

test('the first screen is small and soon there, on a slow network', async ({ browser, url, size }) => {
  const { page, context } = await phone(browser, url, { size })
  const debug = await context.newCDPSession(page)
  await debug.send('Network.enable')
  await debug.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8), uploadThroughput: (0.75e6 / 8) })
  let bytes = 0
  debug.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength))
  const begin = Date.now()
  await page.goto('/m/')
  await screen(page).locator('.tile').first().waitFor()
  const seconds = (Date.now() - begin) / 1000
  await page.waitForLoadState('networkidle')
  console.log(`      first load of home: ${(bytes / 1024).toFixed(1)} KiB on the wire, usable after ${seconds.toFixed(2)} s at 1.6 Mbit/s and 150 ms`)
  check(bytes / 1024 < FIRST_LOAD_KIB, `the first load is above ${FIRST_LOAD_KIB} KiB`)
  check(seconds < USABLE_SECONDS, `usable only after ${seconds} s`)
})

const server = await startServer()
const browser = await launch()
let failures = 0
try {
  const wanted = process.argv[2] ?? ''
  for (const size of [[360, 780], [412, 915]]) {
    for (const { name, run } of tests.filter((each) => each.name.includes(wanted))) {
      const begin = Date.now()
      try {
        await run({ browser, url: server.url, size })
        console.log(`ok    ${size.join('x')} ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`)
      } catch (error) {
        failures += 1
        console.log(`FAIL  ${size.join('x')} ${name}\n    ${error instanceof Error ? error.message : error}`)
      }
      for (const context of browser.contexts()) await context.close()
      await clearUp(server.url)
    }
  }
} finally {
  await browser.close()
  await server.stop()
}
if (failures > 0) {
  console.log(`${failures} failed`)
  process.exit(1)
}
