// Needs on their way. An entry is on the phone before anything is sent, and keeps its two Idempotency-Keys for as long as it
// takes: whatever breaks in between, the need is made once.
//
// Two steps, because the server tells of possible duplicates with its answer: it is written down as a draft, and then sent.
import Taro from '@tarojs/taro'
import { ApiError, randomKey, type Schemas } from '@jinlin/sdk'
import { api, IS_H5, session } from '@/platform/api'
import { recall, remember } from '@/platform/storage'
import { createStore } from '@/platform/store'
import { keepPhotosFor, returnPhotosOf, sendPhotosOf } from './photos'
import type { CreateNeed } from './request'

export interface Entry {
  createKey: string
  submitKey: string
  body: CreateNeed
  /** What the list shows of it. */
  title: string
  at: number
  needId?: string
  duplicates?: Schemas['Duplicate'][]
  /** Asked, and it is to be sent all the same. */
  sure?: boolean
  /** The server's sentence, when it will not take it like this. */
  refused?: string
}

export type Sent =
  | { kind: 'sent'; needId: string }
  | { kind: 'duplicate'; entry: Entry }
  | { kind: 'waiting' }
  | { kind: 'signed_out' }
  | { kind: 'refused'; error: ApiError }

const TRY_AGAIN_MS = 20_000

export const outbox = createStore<Entry[]>(recall<Entry[]>('outbox') ?? [], (value) => remember('outbox', value))

function put(entry: Entry): void {
  const rest = outbox.get().filter((other) => other.createKey !== entry.createKey)
  outbox.set([...rest, entry])
}

function take(entry: Entry): void {
  outbox.set(outbox.get().filter((other) => other.createKey !== entry.createKey))
}

export function enqueue(body: CreateNeed, title: string): Entry {
  const entry: Entry = { createKey: randomKey(), submitKey: randomKey(), body, title, at: Date.now() }
  put(entry)
  keepPhotosFor(entry.createKey)
  return entry
}

/** Takes it back before it was sent; what is a draft on the server is cancelled there when that can be reached. */
export function drop(entry: Entry): void {
  take(entry)
  returnPhotosOf(entry.createKey)
  if (entry.needId !== undefined) {
    api('post', '/v1/needs/{id}/cancel', { path: { id: entry.needId }, body: { reason: 'changed_mind' } }).catch(() => undefined)
  }
}

const running = new Map<string, Promise<Sent>>()

/** Sends an entry, or goes on where it broke off. `ask`: somebody is looking and can say whether it is a duplicate. */
export function deliver(entry: Entry, ask: boolean): Promise<Sent> {
  const already = running.get(entry.createKey)
  if (already) return already
  const attempt = run(entry, ask).finally(() => running.delete(entry.createKey))
  running.set(entry.createKey, attempt)
  return attempt
}

async function run(given: Entry, ask: boolean): Promise<Sent> {
  let entry = given
  try {
    if (entry.needId === undefined) {
      const made = await api('post', '/v1/needs', { body: entry.body, idempotencyKey: entry.createKey })
      entry = { ...entry, needId: made.id, duplicates: made.possible_duplicates }
      put(entry)
    }
    const needId = entry.needId as string
    if (ask && !entry.sure && (entry.duplicates?.length ?? 0) > 0) return { kind: 'duplicate', entry }
    await api('post', '/v1/needs/{id}/submit', { path: { id: needId }, idempotencyKey: entry.submitKey })
    take(entry)
    void sendPhotosOf(entry.createKey, needId)
    return { kind: 'sent', needId }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.retryable) return { kind: 'waiting' }
    if (error.status === 401) return { kind: 'signed_out' }
    put({ ...entry, refused: error.message })
    return { kind: 'refused', error }
  }
}

/** All that wait, one after the other. In the background a possible duplicate is sent: help twice is better than none. */
async function flush(): Promise<void> {
  if (session.state !== 'active') return
  for (const entry of outbox.get()) {
    if (entry.refused !== undefined) continue
    const outcome = await deliver(entry, false)
    if (outcome.kind === 'waiting') return
  }
}

/** Called once, by the app: tries again when the network or the app comes back, and now and then. */
export function followOutbox(): void {
  const attempt = (): void => void flush().catch(() => undefined)
  setInterval(() => outbox.get().length > 0 && attempt(), TRY_AGAIN_MS)
  session.onChange((state) => state === 'active' && attempt())
  if (IS_H5) window.addEventListener('online', attempt)
  else Taro.onNetworkStatusChange((network) => network.isConnected && attempt())
  attempt()
}
