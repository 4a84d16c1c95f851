// How this phone wants to be spoken to: language and large type. Both belong to the phone, not to the account: they have to
// be right before anybody has signed in.
import { createStore, useStore } from './store'
import { recall, remember } from './storage'

export interface Prefs {
  language: 'zh' | 'en'
  elder: boolean
}

export const prefs = createStore<Prefs>(recall<Prefs>('prefs') ?? { language: 'zh', elder: false }, (value) => {
  remember('prefs', value)
  applyToPage(value)
})

/** On H5 the page itself carries language and size, so that screen readers and the root's type follow. */
export function applyToPage(value: Prefs): void {
  if (process.env.TARO_ENV !== 'h5') return
  document.documentElement.lang = value.language === 'zh' ? 'zh-CN' : 'en'
  document.documentElement.classList.toggle('elder', value.elder)
}

export const usePrefs = (): Prefs => useStore(prefs)
