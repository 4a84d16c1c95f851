// Live updates: one WebSocket, opened with a ticket that works once, resumed at the last event seen. WebSocket and not SSE,
// because a mini-program has no EventSource; both have the same events under the same numbers.
import { ApiError } from './problem'
import type { Client } from './client'
import type { Schemas } from './types'

export type LiveEvent = Schemas['LiveEvent']

/** A socket as both platforms can be brought to have it. */
export interface Socket {
  close(): void
}

export interface SocketEvents {
  onOpen(): void
  onText(text: string): void
  onClose(code: number): void
}

export type OpenSocket = (url: string, events: SocketEvents) => Socket

export type LiveState = 'off' | 'connecting' | 'live' | 'waiting'

export interface LiveSettings {
  client: Client
  /** `wss://host`; no path. */
  base: () => string
  open: OpenSocket
  onEvent(event: LiveEvent): void
  /** Events were missed: the screens read their lists again. */
  onResync(): void
  onState?(state: LiveState): void
  /** For tests. */
  random?: () => number
}

/** Ended with the session (4401) or with the right to look (4403): connecting again cannot help. */
const FINAL = [4401, 4403]
const LONGEST_PAUSE_MS = 30_000
/** An attempt that opens nothing for this long is given up: a phone that changes its network says nothing. */
const OPENING_MS = 15_000

export class LiveStream {
  private lastId: number | undefined
  private socket: Socket | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  /** Every attempt has a number; what an older one still says is not listened to. */
  private attempt = 0
  private running = false

  constructor(private readonly settings: LiveSettings) {}

  start(): void {
    if (this.running) return
    this.running = true
    this.failures = 0
    void this.connect()
  }

  stop(): void {
    this.running = false
    this.drop()
    this.settings.onState?.('off')
  }

  /** The app came back to the front, or the network returned: now, and not after the pause. */
  wake(): void {
    if (!this.running) return
    this.failures = 0
    this.drop()
    void this.connect()
  }

  private drop(): void {
    this.attempt += 1
    clearTimeout(this.timer)
    this.socket?.close()
    this.socket = undefined
  }

  private async connect(): Promise<void> {
    const attempt = (this.attempt += 1)
    const mine = (): boolean => this.running && this.attempt === attempt
    this.settings.onState?.('connecting')
    try {
      const ticket = await this.settings.client('post', '/v1/events/ticket')
      if (!mine()) return
      this.lastId ??= ticket.last_event_id
      const url = `${this.settings.base()}/v1/events/ws?ticket=${encodeURIComponent(ticket.ticket)}&last_event_id=${this.lastId}`
      this.timer = setTimeout(() => mine() && this.again(), OPENING_MS)
      this.socket = this.settings.open(url, {
        onOpen: () => {
          if (!mine()) return
          clearTimeout(this.timer)
          this.failures = 0
          this.settings.onState?.('live')
        },
        onText: (text) => mine() && this.take(text),
        onClose: (code) => {
          if (!mine()) return
          if (FINAL.includes(code)) this.stop()
          else this.again()
        },
      })
    } catch (error) {
      if (!mine()) return
      if (error instanceof ApiError && !error.retryable) this.stop()
      else this.again()
    }
  }

  private again(): void {
    this.drop()
    this.failures += 1
    this.settings.onState?.('waiting')
    // Doubled each time and spread, so that a server that comes back is not met by all phones in the same second.
    const longest = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** Math.min(this.failures - 1, 5))
    const pause = longest / 2 + (longest / 2) * (this.settings.random ?? Math.random)()
    this.timer = setTimeout(() => void this.connect(), pause)
  }

  private take(text: string): void {
    let frame: Schemas['LiveFrame']
    try {
      frame = JSON.parse(text) as Schemas['LiveFrame']
    } catch {
      return
    }
    this.lastId = frame.id
    if (frame.kind === 'resync') this.settings.onResync()
    else this.settings.onEvent(frame as LiveEvent)
  }
}

/** Over the browser's WebSocket, which answers the server's pings by itself. */
export const openBrowserSocket: OpenSocket = (url, events) => {
  const socket = new WebSocket(url)
  socket.onopen = () => events.onOpen()
  socket.onmessage = (message) => events.onText(String(message.data))
  socket.onclose = (closed) => events.onClose(closed.code)
  return { close: () => socket.close() }
}
