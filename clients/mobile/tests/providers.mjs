// Those who serve: three phones at once, and the worker's and volunteer's own screens.
import { accessible, check } from './checks.mjs'
import { caller, eventually, open, phone, PLACE, screen, signIn } from './harness.mjs'
import { choosePhoto, describe, idOf, picture, send, taskOf } from './steps.mjs'

export const providers = []
const test = (name, run, options = {}) => providers.push({ name, run, ...options })

/** A phone on which somebody has signed in. */
async function signedIn(browser, url, who, options) {
  const one = await phone(browser, url, options)
  await open(one.page, 'account')
  await signIn(one.page, who)
  await screen(one.page).locator('.tab').nth(who === 'resident' ? 3 : 4).waitFor()
  return { ...one, top: screen(one.page) }
}

/** A need that the worker has taken, made without a phone: where a story begins later. Claimed, since who is offered it depends on who served before. */
async function taken(url, words) {
  const [resident, worker] = await Promise.all([caller(url, 'resident'), caller(url, 'worker')])
  const need = await resident('POST', '/v1/needs', {
    channel: 'h5',
    category: 'companionship',
    description: words,
    place: { lon: PLACE.longitude, lat: PLACE.latitude, crs: 'wgs84' },
    address: '3栋2单元501',
  })
  const task = await taskOf(resident, need.id)
  await worker('POST', `/v1/tasks/${task}/claim`)
  return { need: need.id, task, resident, worker }
}

async function joined(url, task, worker) {
  const volunteer = await caller(url, 'volunteer')
  await volunteer('POST', `/v1/tasks/${task}/join`)
  const { team } = await worker('GET', `/v1/tasks/${task}`)
  const member = team.find((each) => each.role === 'volunteer' && each.state === 'joined')
  await worker('POST', `/v1/tasks/${task}/members/${member.id}/confirm`)
  return volunteer
}

test('three phones at once: posted, offered, accepted, joined, checked in, served, rated', async ({ browser, url }) => {
  const street = await signedIn(browser, url, 'worker', { size: [412, 915] })
  const helper = await signedIn(browser, url, 'volunteer', { size: [360, 780] })
  const home = await phone(browser, url, { size: [360, 780] })
  const at = screen(home.page)
  await open(street.page, 'work')
  await describe(home.page, '想有人陪我下下棋')
  await at.locator('#next').click()
  await signIn(home.page, 'resident')
  check((await send(home.page)) === 'sent', 'the need was not sent')
  const id = idOf(home.page)

  // Live on the worker's phone, accepted by a tap there; live on the resident's, who it is.
  await street.top.locator('.offer').first().waitFor({ timeout: 60_000 })
  await accessible(street.page, 'offers')
  await street.top.locator('.offer .btn.primary').first().click()
  await street.top.locator('#check-in').waitFor()
  await accessible(street.page, 'task of the lead')
  await at.locator('.person').filter({ hasText: '李邻安' }).waitFor()
  const taskId = idOf(street.page)

  // The volunteer finds it nearby and joins; the lead sees them without touching the phone, tells them what to do, and agrees.
  await open(helper.page, 'nearby')
  await helper.top.locator('.nearby-card').first().waitFor()
  await accessible(helper.page, 'nearby')
  await helper.top.locator('.nearby-card .btn.primary').first().click()
  await helper.top.locator('#check-in').waitFor()
  check(idOf(helper.page) === taskId, 'the volunteer joined another task')
  await street.top.locator('#team .person').filter({ hasText: '赵邻乐' }).waitFor()
  await street.top.locator('#briefing').fill('带一副象棋。门铃坏了，请敲门。')
  await street.top.locator('#briefing-send').click()
  await street.top.locator('#briefing-sent').waitFor()
  await helper.top.getByText('带一副象棋').waitFor()
  await street.top.getByRole('button', { name: '同意赵邻乐来', exact: true }).click()
  await helper.top.locator('#team .chip').filter({ hasText: '已确认' }).waitFor()
  await at.locator('.person').filter({ hasText: '赵邻乐' }).waitFor()
  await accessible(helper.page, 'task of a volunteer')

  // Words between door and street.
  await at.locator('#message').click()
  await at.locator('#message-text').fill('门铃坏了，请敲门')
  await at.locator('#send-message').click()
  await at.locator('.bubble.mine').waitFor()
  await street.top.locator('#message').click()
  await street.top.locator('.bubble').filter({ hasText: '门铃坏了' }).waitFor()
  await accessible(street.page, 'messages of the lead')
  await street.top.locator('.back').click()
  await at.locator('.back').click()

  // The lead checks in by place, the volunteer by the code on the resident's phone.
  await street.top.locator('#check-in').click()
  await street.top.locator('#finish').waitFor()
  await at.locator('.state-in_service').waitFor()
  await at.locator('#show-code').click()
  const code = await at.locator('#check-in-letters').textContent()
  await accessible(home.page, 'check-in code')
  await helper.top.locator('#by-code').click()
  await helper.top.locator('#visit-code').fill('0000-0000-0000-0000')
  await helper.top.locator('#code-send').click()
  await helper.top.locator('.wrong').waitFor()
  await accessible(helper.page, 'a wrong code')
  await helper.top.locator('#visit-code').fill(code)
  await helper.top.locator('#code-send').click()
  await helper.top.locator('#check-out').waitFor()
  await street.top.locator('#team .person').filter({ hasText: '赵邻乐' }).getByText('扫码签到').waitFor()

  // Done: the volunteer checks out, the lead writes the record with a phrase, the resident confirms and rates.
  await helper.top.locator('#check-out').click()
  await street.top.locator('#team .chip').filter({ hasText: '签退' }).waitFor()
  await street.top.locator('#finish').click()
  await street.top.locator('#note').fill('下了三盘棋。')
  await street.top.getByRole('button', { name: '陪伴聊天，情绪平稳。' }).click()
  await accessible(street.page, 'record')
  await street.top.locator('#finish-send').click()
  await at.locator('#confirm').click()
  await at.locator('.state-closed').waitFor()
  await street.top.getByText('核验这份记录').waitFor()
  check((await street.top.locator('section', { hasText: '下了三盘棋。' }).count()) > 0, 'the record is not shown to its author')
  await at.locator('#rate').click()
  await at.locator('.face').nth(4).click()
  await at.locator('.choice').first().click()
  await accessible(home.page, 'rating')
  await at.locator('#send-rating').click()
  await at.locator('.card.tint').waitFor()
  const resident = await caller(url, 'resident')
  check((await resident('GET', `/v1/tasks/${taskId}/rating`)).overall === 5, 'the rating did not arrive')
  check((await resident('GET', `/v1/needs/${id}`)).state === 'closed', 'the need is not closed')
  for (const one of [home, street, helper]) check(one.errors.length === 0, one.errors.join('\n'))
}, { once: true })

test('help on every screen of a task: asked once, sent with the place, taken back', async ({ browser, url, size }) => {
  const { task } = await taken(url, `想有人陪我散步（${size[0]}）`)
  const { page, top } = await signedIn(browser, url, 'worker', { size })
  await open(page, 'task', `?id=${task}`)
  await top.locator('#sos').click()
  await top.locator('#sos-no').click()
  await top.locator('#sos').click()
  await accessible(page, 'asked whether help is meant')
  await top.locator('#sos-yes').click()
  await top.locator('#sos-sent').waitFor()
  await accessible(page, 'help is asked for')
  // Opened anew, it still stands; on the other screen of the task, too.
  await page.reload()
  await top.locator('#sos-sent').waitFor()
  await top.locator('#message').click()
  // Which screen it is shows by what only that one has: help stands on both.
  await top.locator('#message-text').waitFor()
  await top.locator('#sos-sent').waitFor()
  await top.locator('.back').click()
  await top.locator('#message').waitFor()
  await top.locator('#sos-safe').click()
  await top.locator('#sos').waitFor()
})

test('a portrait: sent, looked at by an officer, and the resident sees who comes', async ({ browser, url, size }) => {
  const { page, top } = await signedIn(browser, url, 'worker', { size })
  await open(page, 'standing')
  const own = top.locator('#portrait').first()
  await own.locator('#photo').waitFor()
  await choosePhoto(page, own, { name: 'face.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await picture(page), 'base64') })
  await own.locator('.chip.warm', { hasText: '等工作人员看' }).waitFor()
  await own.locator('.photo img').last().waitFor()
  await accessible(page, 'a portrait that waits')
  const officer = await caller(url, 'officer')
  const { items: [waiting] } = await officer('GET', '/v1/portraits')
  await officer('POST', `/v1/portraits/${waiting.id}/decide`, { show: true })
  const { need, worker, task } = await taken(url, `想有人陪我走走（${size[0]}）`)
  const home = await signedIn(browser, url, 'resident', { size })
  await open(home.page, 'need', `?id=${need}`)
  await home.top.locator('.person .photo.round img').waitFor()
  await accessible(home.page, 'who comes, with a portrait')
  await home.top.locator('.person .photo').click()
  await home.top.locator('.person .photo.large img').waitFor()
  await accessible(home.page, 'a portrait, large')
  await worker('POST', `/v1/tasks/${task}/release`, { reason: 'other' })
})

test('the way there, running late, and giving it back with a reason', async ({ browser, url, size }) => {
  const { task, need, resident } = await taken(url, `想有人陪我买菜（${size[0]}）`)
  const { page, top } = await signedIn(browser, url, 'worker', { size })
  await open(page, 'task', `?id=${task}`)
  const way = await top.locator('#navigate').getAttribute('href')
  check(way.includes('coordinate=wgs84') && way.includes(String(PLACE.longitude)), `the map gets other coordinates: ${way}`)
  await top.locator('#give-back').click()
  await accessible(page, 'why it is given back')
  await top.locator('.choice.wide').first().click()
  await top.locator('#duty').waitFor()
  await eventually('the need to be open again', async () => (await resident('GET', `/v1/needs/${need}`)).state === 'open')
})

test('a worker who is far away says why; one whose phone knows no place uses the code', async ({ browser, url, size }) => {
  const { task, worker } = await taken(url, `想有人陪我看报（${size[0]}）`)
  await joined(url, task, worker)
  const { page, top, context } = await signedIn(browser, url, 'worker', { size, position: { ...PLACE, latitude: PLACE.latitude + 0.01 } })
  await open(page, 'task', `?id=${task}`)
  await top.locator('#check-in').click()
  await top.locator('#reason').fill('居民在公园等我')
  await accessible(page, 'why so far away')
  await context.clearPermissions()
  await top.locator('#check-in').click()
  await top.locator('#visit-code').waitFor()
  await accessible(page, 'check-in without a place')
  const resident = await caller(url, 'resident')
  await top.locator('#visit-code').fill((await resident('GET', `/v1/tasks/${task}/check-in-code`)).code)
  await top.locator('#code-send').click()
  await top.locator('#longer').click()
  await top.getByRole('button', { name: '30 分钟' }).click()
  await top.locator('#longer').waitFor()
  await accessible(page, 'during a visit')
  await worker('POST', `/v1/tasks/${task}/finish`, { minutes: 30, note: '读了报纸。', outcome: 'resolved' })
  await resident('POST', `/v1/tasks/${task}/confirm`)
})

test('the lead refuses a volunteer, who is told by the list', async ({ browser, url, size }) => {
  const { task } = await taken(url, `想有人教我用手机（${size[0]}）`)
  const volunteer = await caller(url, 'volunteer')
  await volunteer('POST', `/v1/tasks/${task}/join`)
  const { page, top } = await signedIn(browser, url, 'worker', { size })
  await open(page, 'task', `?id=${task}`)
  await top.getByRole('button', { name: '不同意赵邻乐来' }).click()
  await accessible(page, 'refusing a volunteer')
  await top.locator('.btn.danger', { hasText: '不同意' }).click()
  await top.getByText('还没有志愿者加入').waitFor()
})

test('nearby: a list with filters, a map, and a claim', async ({ browser, url, size }) => {
  const { page, top } = await signedIn(browser, url, 'worker', { size })
  await open(page, 'work')
  await top.locator('#nearby').click()
  await top.getByRole('button', { name: '20 公里' }).click()
  await top.locator('#count').waitFor()
  await top.locator('#filters').click()
  await top.getByRole('button', { name: '七天内' }).click()
  await accessible(page, 'nearby with filters')
  await top.getByRole('button', { name: '地图' }).click()
  await top.locator('.plan .dot, #count').first().waitFor()
  await accessible(page, 'nearby on the map')
})

test('hours, a slip with its page to verify it, ratings and certificates, leave', async ({ browser, url, size }) => {
  const { page, top } = await signedIn(browser, url, 'worker', { size })
  await open(page, 'work')
  await accessible(page, 'desk')
  await top.locator('#hours').click()
  await top.locator('#total').waitFor()
  await accessible(page, 'hours')
  await top.locator('#make-slip').click()
  const slip = top.locator('.slip').first()
  await slip.waitFor()
  const [paper] = await Promise.all([page.waitForEvent('download'), slip.locator('.btn').click()])
  check(paper.suggestedFilename().endsWith('.pdf'), paper.suggestedFilename())
  const verify = await slip.locator('a').getAttribute('href')
  const verified = await fetch(url + verify)
  check(verified.ok && (await verified.text()).includes('李'), `the slip cannot be verified at ${verify}`)
  await open(page, 'standing')
  await top.locator('#score').waitFor()
  await top.locator('.certificate').first().waitFor()
  await accessible(page, 'ratings and certificates')
  await open(page, 'leave')
  await top.locator('#ask-leave').click()
  await accessible(page, 'asking for leave')
  await top.getByRole('button', { name: '培训' }).click()
  await top.locator('#send-leave').click()
  await top.locator('.leave-card').first().waitFor()
  await accessible(page, 'leave')
  await top.locator('.leave-card .btn').first().click()
  await top.locator('.leave-card .chip').filter({ hasText: '已取消' }).first().waitFor()
})
