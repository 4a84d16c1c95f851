// One dictionary per language, of one type: a missing sentence does not compile.
import { prefs, usePrefs } from '@/platform/prefs'
import { en } from './en'
import { zh } from './zh'

export type Words = typeof zh

export const t = (): Words => (prefs.get().language === 'zh' ? zh : en)

/** The words of the chosen language; the screen is drawn anew when it changes. */
export function useWords(): Words {
  return usePrefs().language === 'zh' ? zh : en
}

/** The name of something that the server names in both languages. */
export function named(thing: { zh: string; en: string }): string {
  return prefs.get().language === 'zh' ? thing.zh : thing.en
}
