// Photos chosen while a need is written. They go once the need is made, since only then there is something that they belong to; they are
// kept in memory alone, because a photo is too large for what a phone keeps of a page.
import { sendPhoto, type Picked } from '@/platform/files'
import { createStore } from '@/platform/store'

export const chosenPhotos = createStore<Picked[]>([])

interface Underway {
  needId: string
  left: number
  failed: boolean
}

/** Of the need that was made last: how many are still on their way, and whether one did not get through. */
export const photosUnderway = createStore<Underway | undefined>(undefined)

/** By the key of the need in the outbox: it may be made much later. */
const waiting = new Map<string, Picked[]>()

export function keepPhotosFor(createKey: string): void {
  if (chosenPhotos.get().length === 0) return
  waiting.set(createKey, chosenPhotos.get())
  chosenPhotos.set([])
}

/** Taken back to being written. */
export function returnPhotosOf(createKey: string): void {
  const photos = waiting.get(createKey)
  waiting.delete(createKey)
  if (photos) chosenPhotos.set(photos)
}

export async function sendPhotosOf(createKey: string, needId: string): Promise<void> {
  const photos = waiting.get(createKey) ?? []
  waiting.delete(createKey)
  let failed = false
  for (const [i, picked] of photos.entries()) {
    photosUnderway.set({ needId, left: photos.length - i, failed })
    await sendPhoto({ path: `/v1/needs/${needId}/photos`, method: 'POST' }, picked, () => undefined).catch(() => (failed = true))
  }
  if (photos.length > 0) photosUnderway.set({ needId, left: 0, failed })
}
