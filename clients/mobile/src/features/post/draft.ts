// What is being written. Kept after every change, so that a call, a flat battery or an expired session loses nothing.
import { recall, remember } from '@/platform/storage'
import { createStore } from '@/platform/store'
import type { Place } from '@/platform/position'

export type When = 'asap' | 'today' | 'todayEvening' | 'tomorrowMorning' | 'tomorrowAfternoon' | 'dayAfter'
export type Relation = 'parent' | 'spouse' | 'child' | 'neighbour' | 'other'

export interface Draft {
  group?: string
  category?: string
  text: string
  somebodyElse: boolean
  theirName: string
  theirPhone: string
  relation: Relation
  theyAgree: boolean
  community?: { code: string; name: string }
  compound?: { id: string; name: string }
  place?: Place
  address: string
  when: When
  gender: 'any' | 'female' | 'male'
}

/** Where the last one was: most people ask for help at home. */
type LastPlace = Pick<Draft, 'community' | 'compound' | 'address'>

const empty = (): Draft => ({
  text: '',
  somebodyElse: false,
  theirName: '',
  theirPhone: '',
  relation: 'parent',
  theyAgree: false,
  when: 'asap',
  gender: 'any',
  ...(recall<LastPlace>('place') ?? { address: '' }),
})

export const draft = createStore<Draft>({ ...empty(), ...recall<Draft>('draft') }, (value) => remember('draft', value))

export const isBegun = (value: Draft): boolean => value.text.trim() !== '' || value.category !== undefined

/** After sending: the words go, the place stays for next time. */
export function finishDraft(): void {
  const { community, compound, address } = draft.get()
  remember('place', { community, compound, address })
  draft.set(empty())
  remember('draft', undefined)
}

export function discardDraft(): void {
  draft.set(empty())
  remember('draft', undefined)
}
