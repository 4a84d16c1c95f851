// Every screen as a picture, in standard and large type and in English: `npm run screenshots -w mobile [-- FOLDER]`.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { caller, eventually, launch, open, phone, root, screen, signIn, startServer } from './harness.mjs'

const folder = process.argv[2] ?? path.join(root, 'var/screenshots')
mkdirSync(folder, { recursive: true })
const server = await startServer()
const browser = await launch()

async function walk(name, prefs) {
  const { page, errors, context } = await phone(browser, server.url, { prefs })
  const shot = async (what) => {
    await page.waitForTimeout(350)
    await page.screenshot({ path: path.join(folder, `${name}-${what}.png`) })
    await page.screenshot({ path: path.join(folder, `${name}-${what}-whole.png`), fullPage: true })
  }
  const top = () => screen(page)
  await open(page, 'home')
  await top().locator('.tile').nth(3).waitFor()
  await shot('01-home')
  await top().locator('.tile').first().click()
  await page.waitForTimeout(400)
  await shot('02-which')
  await top().locator('.choice.wide').first().click()
  await top().locator('#text').fill(prefs.language === 'en' ? 'I would like somebody to talk to.' : '一个人在家闷得很，想请人来陪我摆摆龙门阵。')
  await shot('03-what')
  await top().locator('#next').click()
  await shot('04-where')
  await top().locator('#choose').click()
  await top().locator('.choice.wide').nth(5).waitFor()
  await shot('05-list')
  await top().locator('.choices .choice').nth(1).click()
  await shot('06-map')
  await open(page, 'home')
  await open(page, 'post')
  await top().locator('#next').click()
  await top().locator('#locate').click()
  await top().locator('#community').waitFor()
  await page.waitForTimeout(500)
  await top().locator('#address').fill('3栋2单元501')
  await shot('07-place')
  await top().locator('#next').click()
  await shot('08-confirm')
  await top().locator('#phone').fill('12600000001')
  await top().locator('#send-code').click()
  await top().locator('#code').waitFor()
  await shot('09-code')
  await signInRest(top())
  await top().locator('#send').waitFor()
  await shot('10-send')
  await top().locator('#send').click()
  await eventually('the need', async () => (await top().locator('.line').count()) > 0 || (await top().locator('#send-anyway').count()) > 0)
  if (await top().locator('#send-anyway').count()) {
    await shot('11-duplicate')
    await top().locator('#send-anyway').click()
  }
  await top().locator('.line').waitFor()
  await shot('12-need-open')

  const resident = await caller(server.url, 'resident')
  const volunteer = await caller(server.url, 'volunteer')
  const { items: [need] } = await resident('GET', '/v1/needs?limit=1')
  const worker = await caller(server.url, 'worker')
  const offer = await eventually('the offer', async () =>
    (await worker('GET', '/v1/offers?state=open')).items.find((each) => each.need.category === need.category), 60)
  const other = await phone(browser, server.url, { prefs })
  const shotWork = async (what) => {
    await other.page.waitForTimeout(700)
    await other.page.screenshot({ path: path.join(folder, `${name}-${what}.png`) })
  }
  await open(other.page, 'account')
  await signIn(other.page, 'worker')
  await screen(other.page).locator('.tab').nth(4).waitFor()
  await open(other.page, 'work')
  await screen(other.page).locator('.offer').first().waitFor()
  await shotWork('20-offers')
  await worker('POST', `/v1/offers/${offer.id}/accept`)
  await top().locator('.person').waitFor()
  await shot('13-need-taken')
  await top().locator('#message').click()
  await top().locator('#message-text').fill(prefs.language === 'en' ? 'The door bell is broken, please knock.' : '门铃坏了，请敲门。')
  await top().locator('.send .btn').click()
  await top().locator('.bubble').waitFor()
  await worker('POST', `/v1/tasks/${offer.task_id}/messages`, { text: '好的，我下午三点到。' })
  await top().locator('.bubble').nth(1).waitFor()
  await shot('14-talk')
  await open(other.page, 'task', `?id=${offer.task_id}`)
  await screen(other.page).locator('#check-in').waitFor()
  await shotWork('21-task')
  await open(page, 'need', `?id=${need.id}`)
  // Into a home two go the first time: the volunteer joins, and both have arrived before anything can be finished.
  await volunteer('POST', `/v1/tasks/${offer.task_id}/join`)
  const joined = (await worker('GET', `/v1/tasks/${offer.task_id}`)).team.find((member) => member.role === 'volunteer')
  await worker('POST', `/v1/tasks/${offer.task_id}/members/${joined.id}/confirm`)
  const { team } = await resident('GET', `/v1/tasks/${offer.task_id}`)
  for (const role of ['lead', 'volunteer']) {
    await resident('POST', `/v1/tasks/${offer.task_id}/confirm-arrival`, { member_id: team.find((member) => member.role === role).id })
  }
  await shot('15-need-arrived')
  await worker('POST', `/v1/tasks/${offer.task_id}/finish`, { minutes: 60, note: '陪伴聊天一小时。', outcome: 'resolved' })
  await open(page, 'rate', `?task=${offer.task_id}`)
  await top().locator('.face').nth(4).click()
  await shot('16-rate')
  await top().locator('.btn.quiet').first().click()
  await shot('17-rate-more')
  await open(page, 'need', `?id=${need.id}`)
  await shot('18-need-done')
  for (const [what, where] of [['30-needs', 'needs'], ['31-inbox', 'inbox'], ['32-account', 'account'], ['33-home-signed-in', 'home']]) {
    await open(page, where)
    await page.waitForTimeout(500)
    await shot(what)
  }
  if (errors.length > 0) console.log(name, 'errors on the page:', errors)
  // Out of the way of the next walk: the same need twice would be a duplicate.
  await resident('POST', `/v1/tasks/${offer.task_id}/confirm`).catch(() => undefined)
  await context.close()
  await other.context.close()
}

async function signInRest(top) {
  await top.locator('#code').fill('246810')
  await top.getByRole('checkbox').last().click()
  await top.locator('#enter').click()
}

try {
  const only = process.env.ONLY
  if (!only || only === 'zh') await walk('zh', { language: 'zh', elder: false })
  if (!only || only === 'elder') await walk('elder', { language: 'zh', elder: true })
  if (!only || only === 'en') await walk('en', { language: 'en', elder: false })
  console.log(`pictures are in ${folder}`)
} finally {
  await browser.close()
  await server.stop()
}
