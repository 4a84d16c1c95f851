import { type PropsWithChildren } from 'react'
import { useLaunch } from '@tarojs/taro'
import { followOutbox } from '@/features/post/outbox'
import { followLive } from '@/platform/live'
import { applyToPage, prefs } from '@/platform/prefs'
import './app.css'
import './icons.css'

export default function App({ children }: PropsWithChildren): React.ReactNode {
  useLaunch(() => {
    applyToPage(prefs.get())
    followLive()
    followOutbox()
  })
  return children
}
