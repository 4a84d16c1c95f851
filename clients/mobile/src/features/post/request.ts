// From what was written to what is sent.
import type { Schemas } from '@jinlin/sdk'
import { IS_H5 } from '@/platform/api'
import { atHour } from '@/platform/time'
import type { Draft, When } from './draft'

export type CreateNeed = Schemas['CreateNeed']

const HOURS: Record<Exclude<When, 'asap'>, [days: number, from: number, until: number]> = {
  today: [0, 8, 18],
  todayEvening: [0, 18, 21],
  tomorrowMorning: [1, 9, 12],
  tomorrowAfternoon: [1, 14, 18],
  dayAfter: [2, 9, 18],
}

/** The span that is meant, not before now; nothing for "as soon as possible". */
export function windowOf(when: When, now = Date.now()): { from: number; until: number } | undefined {
  if (when === 'asap') return undefined
  const [days, from, until] = HOURS[when]
  const end = atHour(days, until, now)
  // A minute from now: it must still be ahead when the server reads it.
  return end - now < 30 * 60_000 ? undefined : { from: Math.max(atHour(days, from, now), now + 60_000), until: end }
}

/** What can still be chosen at this hour. */
export function possibleWhens(now = Date.now()): When[] {
  const all: When[] = ['asap', 'today', 'todayEvening', 'tomorrowMorning', 'tomorrowAfternoon', 'dayAfter']
  return all.filter((when) => when === 'asap' || windowOf(when, now) !== undefined)
}

const CHANNEL: CreateNeed['channel'] = IS_H5 ? 'h5' : 'mini_program'

export function requestOf(written: Draft): CreateNeed {
  const window = windowOf(written.when)
  return {
    channel: CHANNEL,
    draft: true,
    category: written.category ?? null,
    description: written.text.trim() === '' ? null : written.text.trim(),
    community: written.community?.code ?? null,
    compound_id: written.compound?.id ?? null,
    place: written.place ?? null,
    address: written.address.trim() === '' ? null : written.address.trim(),
    window: window && { from: new Date(window.from).toISOString(), until: new Date(window.until).toISOString() },
    preferences: { gender: written.gender === 'any' ? null : written.gender, not_own_compound: false },
    target_groups: [],
    on_behalf_of: written.somebodyElse
      ? {
          consent: written.theyAgree,
          relation: written.relation,
          name: written.theirName.trim() || null,
          phone: written.theirPhone || null,
        }
      : null,
  }
}
