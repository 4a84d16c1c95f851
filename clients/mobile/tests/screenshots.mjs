// Every screen as a picture, in standard and large type and in English: `npm run screenshots -w mobile [-- FOLDER]`.
// ONLY=zh, elder or en for one of them; SIDE=home or work for the residents' or the others' screens alone.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { caller, eventually, launch, open, phone, PLACE, root, screen, signIn, startServer } from './harness.mjs'
import { offerFor } from './steps.mjs'

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
  await top().locator('#send-message').click()
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

/** The screens of those who serve: the task with its team, help, the record, nearby, hours, ratings, leave; and the settings. */
async function serve(name, prefs) {
  const resident = await caller(server.url, 'resident')
  const worker = await caller(server.url, 'worker')
  const volunteer = await caller(server.url, 'volunteer')
  const need = await resident('POST', '/v1/needs', {
    channel: 'h5',
    category: 'companionship',
    description: '一个人在家闷得很，想请人来陪我下下象棋。',
    place: { lon: PLACE.longitude, lat: PLACE.latitude, crs: 'wgs84' },
    address: '3栋2单元501',
  })
  const offer = await offerFor(resident, worker, need.id)
  await worker('POST', `/v1/offers/${offer.id}/accept`)
  const task = `?id=${offer.task_id}`
  const [lead, helper] = await Promise.all([phone(browser, server.url, { prefs }), phone(browser, server.url, { prefs })])
  const shot = async (one, what) => {
    await one.page.waitForTimeout(500)
    await one.page.screenshot({ path: path.join(folder, `${name}-${what}.png`) })
    await one.page.screenshot({ path: path.join(folder, `${name}-${what}-whole.png`), fullPage: true })
  }
  for (const [one, who] of [[lead, 'worker'], [helper, 'volunteer']]) {
    await open(one.page, 'account')
    await signIn(one.page, who)
    await screen(one.page).locator('#edit-me').waitFor()
  }
  const [top, below] = [screen(lead.page), screen(helper.page)]
  await shot(lead, '58-account')
  await open(helper.page, 'nearby')
  await below.locator('.nearby-card').first().waitFor()
  await shot(helper, '40-nearby')
  await below.locator('#filters').click()
  await below.locator('.choices').nth(3).locator('.choice').nth(1).click()
  await below.locator('.plan').waitFor()
  await shot(helper, '41-nearby-map')
  await volunteer('POST', `/v1/tasks/${offer.task_id}/join`)
  await open(lead.page, 'task', task)
  await top.locator('#team .btn.primary').waitFor()
  await shot(lead, '42-task-lead')
  await top.locator('#by-code').click()
  await shot(lead, '43-by-code')
  await top.locator('#sos').click()
  await shot(lead, '44-sos')
  await top.locator('#sos-yes').click()
  await top.locator('#sos-sent').waitFor()
  await shot(lead, '45-sos-sent')
  await top.locator('#sos-safe').click()
  await worker('POST', `/v1/tasks/${offer.task_id}/briefing`, { text: '带一副象棋。老人听力不好，说话慢一点。' })
  await top.locator('#team .btn.primary').click()
  await open(helper.page, 'task', task)
  await below.locator('#check-in').waitFor()
  await shot(helper, '46-task-volunteer')
  await top.locator('#check-in').click()
  await top.locator('#finish').waitFor()
  await shot(lead, '47-in-service')
  await top.locator('#finish').click()
  await top.locator('#note').fill('下了三盘棋。')
  await shot(lead, '48-record')
  await worker('POST', `/v1/tasks/${offer.task_id}/finish`, { minutes: 60, note: '下了三盘棋。', outcome: 'resolved' })
  for (const [what, where, seen] of [['50-desk', 'work', '#nearby'], ['51-hours', 'hours', '#make-slip'], ['52-standing', 'standing', '#score'], ['53-leave', 'leave', '#ask-leave'], ['54-notices', 'notices', '.kind']]) {
    await open(lead.page, where)
    await top.locator(seen).first().waitFor()
    if (where === 'hours') await top.locator('#make-slip').click()
    if (where === 'leave') await top.locator('#ask-leave').click()
    await shot(lead, what)
  }
  await resident('POST', `/v1/tasks/${offer.task_id}/confirm`)
  await lead.context.close()
  await helper.context.close()
}

try {
  const only = process.env.ONLY
  for (const [name, prefs] of [['zh', { language: 'zh', elder: false }], ['elder', { language: 'zh', elder: true }], ['en', { language: 'en', elder: false }]]) {
    if (only && only !== name) continue
    if (process.env.SIDE !== 'work') await walk(name, prefs)
    if (process.env.SIDE !== 'home') await serve(name, prefs)
  }
  console.log(`pictures are in ${folder}`)
} finally {
  await browser.close()
  await server.stop()
}
