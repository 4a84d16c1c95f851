// The resident's stories: posting, following, without a network, without a position, in large type, with the keyboard.
import { accessible, check } from './checks.mjs'
import { caller, eventually, open, phone, screen, signIn } from './harness.mjs'
import { describe, idOf, send, taskOf } from './steps.mjs'

const FIRST_LOAD_KIB = 250
const USABLE_SECONDS = 3

export const residents = []
const test = (name, run) => residents.push({ name, run })

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
  // Whom it is offered to depends on who served before; claiming it is open to this one in any case.
  const task = await taskOf(resident, id)
  // The network goes, somebody accepts, the network returns: nobody touches the phone.
  await context.setOffline(true)
  await worker('POST', `/v1/tasks/${task}/claim`)
  await context.setOffline(false)
  await eventually('the need to be matched', async () => (await resident('GET', `/v1/needs/${id}`)).state === 'matched')
  await screen(page).locator('.person').filter({ hasText: '李邻安' }).waitFor()
  await accessible(page, 'who comes')
  await resident('POST', `/v1/needs/${id}/cancel`, { reason: 'changed_mind' })
  await screen(page).locator('.state-cancelled').waitFor()
  check(errors.length === 0, errors.join('\n'))
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
