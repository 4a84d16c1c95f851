// One live stream for the whole app, while somebody is signed in. Screens say which events they are about.
import Taro from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { LiveStream, openBrowserSocket, type LiveEvent, type OpenSocket } from '@jinlin/sdk'
import { api, IS_H5, session } from './api'

type Listener = (event: LiveEvent | undefined) => void
const listeners = new Set<Listener>()
const tell = (event: LiveEvent | undefined): void => listeners.forEach((listener) => listener(event))

/** Over the mini-program's sockets. */
const openTaroSocket: OpenSocket = (url, events) => {
  let closed = false
  const opening = Taro.connectSocket({ url })
  void opening.then(
    (socket) => {
      socket.onOpen(() => events.onOpen())
      socket.onMessage((message) => events.onText(String(message.data)))
      socket.onClose((reason) => events.onClose(Number((reason as { code?: number }).code ?? 1006)))
      if (closed) socket.close({})
    },
    () => events.onClose(1006),
  )
  return {
    close() {
      closed = true
      void opening.then((socket) => socket.close({}))
    },
  }
}

const stream = new LiveStream({
  client: api,
  base: () => (IS_H5 ? location.origin : API_BASE).replace(/^http/, 'ws'),
  open: IS_H5 ? openBrowserSocket : openTaroSocket,
  onEvent: tell,
  onResync: () => tell(undefined),
})

/** Follows the session: on while somebody is signed in. Called once, by the app. */
export function followLive(): void {
  if (session.state === 'active') stream.start()
  session.onChange((state) => (state === 'active' ? stream.start() : stream.stop()))
  if (IS_H5) {
    window.addEventListener('online', () => stream.wake())
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && stream.wake())
  } else {
    Taro.onAppShow(() => stream.wake())
    Taro.onNetworkStatusChange((network) => network.isConnected && stream.wake())
  }
}

/** Calls back on every event; with nothing when events were missed and everything has to be read again. */
export function useLive(listener: Listener): void {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => {
    const mine: Listener = (event) => latest.current(event)
    listeners.add(mine)
    return () => {
      listeners.delete(mine)
    }
  }, [])
}
