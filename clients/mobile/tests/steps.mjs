// Steps that several stories take.
import { eventually, open, screen } from './harness.mjs'

/** From home to the last step, in the own words, at the own place. */
export async function describe(page, words, { where = 'locate' } = {}) {
  await open(page, 'home')
  await screen(page).locator('.tile').first().click()
  await screen(page).locator('.choice.wide').first().click()
  await screen(page).locator('#text').fill(words)
  await screen(page).locator('#next').click()
  await screen(page).locator(`#${where}`).click()
}

/** The record that the screen is about. */
export const idOf = (page) => new URL(page.url().replace('#/', '')).searchParams.get('id')

/** The task of a need. */
export async function taskOf(resident, needId) {
  return (await resident('GET', '/v1/tasks?limit=50')).items.find((each) => each.need_id === needId)?.id
}

/** The worker's offer for this need; before acceptance only its task says which one it is. */
export async function offerFor(resident, worker, needId) {
  return eventually('an offer', async () => {
    const task = await taskOf(resident, needId)
    return (await worker('GET', '/v1/offers?state=open')).items.find((offer) => offer.task_id === task)
  }, 60)
}

export async function send(page) {
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

/** A picture as a phone has them, made in the page: large, and a photo to the server. */
export const picture = (page) =>
  page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 3000
    canvas.height = 2000
    const pen = canvas.getContext('2d')
    for (let i = 0; i < 60; i += 1) {
      pen.fillStyle = `hsl(${i * 37} 60% 60%)`
      pen.fillRect((i % 10) * 300, Math.floor(i / 10) * 340, 300, 340)
    }
    const url = canvas.toDataURL('image/jpeg', 0.9)
    return url.slice(url.indexOf(',') + 1)
  })

export async function choosePhoto(page, top, file, button = '#photo') {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), top.locator(button).click()])
  await chooser.setFiles(file)
}
