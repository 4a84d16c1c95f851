// Times (and distances) as people say them, in the city's zone, whatever the phone's. China has one zone without summer time, so an offset
// is enough, and no engine without `Intl` (mini-programs on old Android) is left out.
import { t } from '@/i18n'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const OFFSET = 8 * HOUR

const two = (value: number): string => String(value).padStart(2, '0')
const dayOf = (instant: number): number => Math.floor((instant + OFFSET) / DAY)

/** The instant of an hour, some days from today. */
export function atHour(daysAhead: number, hour: number, now = Date.now()): number {
  return (dayOf(now) + daysAhead) * DAY + hour * HOUR - OFFSET
}

export function hourNow(now = Date.now()): number {
  return Math.floor(((now + OFFSET) % DAY) / HOUR)
}

export function clock(instant: string | number): string {
  const civil = new Date(new Date(instant).getTime() + OFFSET)
  return `${two(civil.getUTCHours())}:${two(civil.getUTCMinutes())}`
}

/** `今天`, `明天`, or the date. */
export function dayName(instant: string | number, now = Date.now()): string {
  const moment = new Date(instant).getTime()
  const ahead = dayOf(moment) - dayOf(now)
  const words = t().time
  if (ahead === 0) return words.today
  if (ahead === 1) return words.tomorrow
  if (ahead === -1) return words.yesterday
  const civil = new Date(moment + OFFSET)
  return words.date(civil.getUTCMonth() + 1, civil.getUTCDate())
}

export function moment(instant: string | number, now = Date.now()): string {
  return `${dayName(instant, now)} ${clock(instant)}`
}

export function span(from: string | number, until: string | number, now = Date.now()): string {
  return `${dayName(from, now)} ${clock(from)}–${clock(until)}`
}

/** The civil day, as the API names days: `2026-11-23`. */
export function civilDay(instant: string | number): string {
  return new Date(new Date(instant).getTime() + OFFSET).toISOString().slice(0, 10)
}

/** The instant at which a civil day begins; a number of days more or less later. */
export function dayBegins(day: string, later = 0): number {
  return new Date(`${day}T00:00:00Z`).getTime() - OFFSET + later * DAY
}

/** A distance as people say it. */
export const metres = (value: number): string => (value >= 1000 ? `${(value / 1000).toFixed(1)} km` : `${value} m`)
