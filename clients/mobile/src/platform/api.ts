// The one client of this app, and who is signed in.
import Taro from '@tarojs/taro'
import {
  createClient,
  fetchTransport,
  SessionHolder,
  taroTransport,
  type PlatformRequest,
  type SessionState,
} from '@jinlin/sdk'
import { prefs } from './prefs'
import { recall, remember } from './storage'
import { createStore, useStore } from './store'

type Kept = { accountId: string; refreshToken?: string }

export const session = new SessionHolder({
  get: () => recall<Kept>('session'),
  set: (value) => remember('session', value),
})

const sessionState = createStore<SessionState>(session.state)
session.onChange((state) => sessionState.set(state))

export const useSession = (): SessionState => useStore(sessionState)

export const IS_H5 = process.env.TARO_ENV === 'h5'

export const api = createClient({
  base: API_BASE,
  transport: IS_H5 ? fetchTransport() : taroTransport(Taro.request as unknown as PlatformRequest),
  session,
  language: () => (prefs.get().language === 'zh' ? 'zh-CN' : 'en'),
})
