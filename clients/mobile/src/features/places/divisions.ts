// The tree of divisions, read as it is walked and kept for as long as the app runs.
import type { Schemas } from '@jinlin/sdk'
import { api } from '@/platform/api'
import type { Place } from '@/platform/position'

export type Division = Schemas['DivisionDto']

const kept = new Map<string, Promise<Division[]>>()

export function divisionsBelow(parent: string | undefined): Promise<Division[]> {
  const key = parent ?? ''
  let found = kept.get(key)
  if (found === undefined) {
    found = api('get', '/v1/divisions', { query: { parent }, anonymous: true }).then((list) => list.items)
    // A failure is not kept: the next look tries again.
    found.catch(() => kept.delete(key))
    kept.set(key, found)
  }
  return found
}

export const communityAt = (place: Place): Promise<Division> =>
  api('get', '/v1/divisions/locate', { query: place, anonymous: true })

/** Without the ending that all of them have. */
export const shortName = (division: { name: string }): string =>
  division.name.replace(/(社区)?(居民委员会|居委会|村民委员会|村委会)$/, '$1') || division.name
