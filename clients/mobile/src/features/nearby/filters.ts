// What of the tasks nearby somebody wants to see.
import type { Schemas } from '@jinlin/sdk'
import { categoryOf, type Taxonomy } from '@/features/taxonomy/taxonomy'
import { dayBegins, civilDay } from '@/platform/time'

export type NearbyTask = Schemas['NearbyTask']
export type Whens = 'any' | 'today' | 'tomorrow' | 'week'

export interface Filters {
  kilometres: string
  group: string | undefined
  when: Whens
  /** Only where the own skills are enough. */
  able: boolean
}

export const DISTANCES = ['1', '3', '5', '10', '20']

export const unfiltered: Filters = { kilometres: '5', group: undefined, when: 'any', able: false }

const DAYS: Record<Exclude<Whens, 'any'>, [from: number, until: number]> = { today: [0, 1], tomorrow: [1, 2], week: [0, 7] }

/** Whether some of its time lies in what is asked for; what has no time can be done at any. */
function fits(when: Whens, window: NearbyTask['need']['window'], now: number): boolean {
  if (when === 'any' || !window) return true
  const [from, until] = DAYS[when]
  const today = civilDay(now)
  return new Date(window.until).getTime() > dayBegins(today, from) && new Date(window.from).getTime() < dayBegins(today, until)
}

export const groupOf = (taxonomy: Taxonomy | undefined, task: NearbyTask): string | undefined => categoryOf(taxonomy, task.need.category)?.group

export function applyFilters(tasks: NearbyTask[], filters: Filters, taxonomy: Taxonomy | undefined, skills: string[], now = Date.now()): NearbyTask[] {
  return tasks.filter(
    (task) =>
      (filters.group === undefined || groupOf(taxonomy, task) === filters.group) &&
      fits(filters.when, task.need.window, now) &&
      (!filters.able || task.need.skills.every((skill) => skills.includes(skill))),
  )
}
