// What belongs to the person and not to one need: photos, notifications, the account, the printed code at the gate.
import { accessible, check } from './checks.mjs'
import { caller, eventually, open, phone, screen, signIn } from './harness.mjs'
import { choosePhoto, describe, idOf, picture, send } from './steps.mjs'

export const settings = []
const test = (name, run) => settings.push({ name, run })

async function residentAt(browser, url, size) {
  const one = await phone(browser, url, { size })
  await open(one.page, 'account')
  await signIn(one.page, 'resident')
  await screen(one.page).locator('#edit-me').waitFor()
  return { ...one, top: screen(one.page) }
}

test('photos: with a need, large at a tap; what is no photo is refused in plain words', async ({ browser, url, size }) => {
  const { page, top } = await residentAt(browser, url, size)
  await describe(page, `墙上裂了一条缝（${size[0]}）`)
  await top.locator('#next').click()
  check((await send(page)) === 'sent', 'the need was not sent')
  await choosePhoto(page, top, { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a photo') })
  await top.getByText('请换一张照片').waitFor()
  await accessible(page, 'a photo that is none')
  await choosePhoto(page, top, { name: 'wall.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await picture(page), 'base64') })
  await top.locator('.photo img').waitFor()
  const resident = await caller(url, 'resident')
  const { photos: [photo] } = await resident('GET', `/v1/needs/${idOf(page)}`)
  check(Math.max(photo.width, photo.height) <= 2048, `it left the phone with ${photo.width} pixels`)
  await accessible(page, 'a need with a photo')
  await top.locator('.photo').click()
  await top.locator('.photo.large img').waitFor()
  await accessible(page, 'a photo, large')
})

test('a photo that was chosen while writing goes with the need', async ({ browser, url, size }) => {
  const { page, top } = await residentAt(browser, url, size)
  await open(page, 'post')
  await top.locator('#text').fill(`水管漏水了（${size[0]}）`)
  await choosePhoto(page, top, { name: 'pipe.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await picture(page), 'base64') }, '#pick-photo')
  await top.locator('#photos-chosen').waitFor()
  await accessible(page, 'a photo chosen')
  await top.locator('#next').click()
  await top.locator('#locate').click()
  await top.locator('#next').click()
  check((await send(page)) === 'sent', 'the need was not sent')
  await top.locator('.photo img').waitFor()
})

test('notifications: one way off, quiet hours later, all in one message a day', async ({ browser, url, size }) => {
  const { page, top } = await residentAt(browser, url, size)
  const resident = await caller(url, 'resident')
  const now = () => resident('GET', '/v1/me/notification-settings')
  const before = await now()
  await top.locator('#notices').click()
  const sms = top.locator('.kind', { hasText: '做完了，请打分' }).getByRole('switch', { name: '短信' })
  await sms.waitFor()
  await accessible(page, 'notifications')
  const was = before.kinds.find((kind) => kind.kind === 'need_done').channels.sms
  await sms.click()
  await eventually('the text messages', async () => (await now()).kinds.find((kind) => kind.kind === 'need_done').channels.sms !== was)
  await top.locator(`.kind [aria-checked=${!was}]`, { hasText: '短信' }).first().waitFor()
  if (before.quiet === null || before.quiet === undefined) await top.getByRole('checkbox', { name: '晚上不要打扰我' }).click()
  await top.getByRole('button', { name: '从：晚半小时' }).click()
  await eventually('the quiet hours', async () => (await now()).quiet?.from !== (before.quiet?.from ?? '22:00'))
  await top.getByRole('checkbox', { name: '不急的消息' }).click()
  await eventually('the digest', async () => (await now()).digest !== before.digest)
})

test('the account: another name, another community, what was agreed to, who looked', async ({ browser, url, size }) => {
  const { page, top } = await residentAt(browser, url, size)
  await top.locator('#edit-me').click()
  await top.locator('#my-name').fill('陈邻秋')
  await top.locator('#my-community').click()
  await top.locator('.choice.wide', { hasText: '锦江区' }).click()
  await top.locator('.choice.wide', { hasText: '成龙路街道' }).click()
  await top.locator('.choice.wide', { hasText: '水杉' }).click()
  await accessible(page, 'editing the account')
  await top.locator('#save-me').click()
  await top.locator('#saved').waitFor()
  const resident = await caller(url, 'resident')
  check((await resident('GET', '/v1/me')).community === '510104035017', 'the community was not saved')
  await accessible(page, 'account')
})

test('the printed code at the gate says where', async ({ browser, url, size }) => {
  const resident = await caller(url, 'resident')
  const { items: [compound] } = await resident('GET', '/v1/compounds?community=510104035017')
  const { page } = await phone(browser, url, { size, position: null })
  const top = screen(page)
  await open(page, 'post', `?compound=${compound.id}`)
  await top.locator('#text').fill('楼道灯坏了')
  await top.locator('#next').click()
  await top.locator('#community').filter({ hasText: '水杉社区' }).waitFor()
  await top.locator('.choice.on', { hasText: compound.name }).waitFor()
  await accessible(page, 'where, by the printed code')
})

test('a need can be listened to, where the phone has a voice', async ({ browser, url, size }) => {
  const { page, top } = await residentAt(browser, url, size)
  await page.evaluate(() => {
    window.spoken = []
    speechSynthesis.speak = (utterance) => window.spoken.push([utterance.lang, utterance.text])
  })
  await describe(page, `想听听川剧（${size[0]}）`)
  await top.locator('#next').click()
  check((await send(page)) === 'sent', 'the need was not sent')
  await top.locator('#read-aloud').click()
  const spoken = await page.evaluate(() => window.spoken)
  check(spoken.length === 1 && spoken[0][0] === 'zh-CN' && spoken[0][1].includes('川剧'), JSON.stringify(spoken))
})
