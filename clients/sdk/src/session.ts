// Who is signed in. The access token lives in memory; the refresh token is a cookie in browsers and kept by `Keep` elsewhere.
import type { Schemas } from './types'

/** Where a client without cookies keeps its refresh token, and every client remembers that it had a session. */
export interface Keep {
  get(): { accountId: string; refreshToken?: string } | undefined
  set(value: { accountId: string; refreshToken?: string } | undefined): void
}

export type SessionState = 'none' | 'active' | 'expired'

export class SessionHolder {
  private access: { token: string; until: number } | undefined
  private listeners = new Set<(state: SessionState) => void>()
  private current: SessionState

  constructor(
    private readonly keep: Keep,
    private readonly now: () => number = Date.now,
  ) {
    this.current = keep.get() === undefined ? 'none' : 'active'
  }

  get state(): SessionState {
    return this.current
  }

  get accountId(): string | undefined {
    return this.keep.get()?.accountId
  }

  get refreshToken(): string | undefined {
    return this.keep.get()?.refreshToken
  }

  /** The access token, if it is good for another half minute; a request that takes long must not outlive it. */
  get token(): string | undefined {
    return this.access !== undefined && this.access.until - 30_000 > this.now() ? this.access.token : undefined
  }

  begin(session: Schemas['Session']): void {
    this.access = { token: session.access_token, until: this.now() + session.expires_in * 1000 }
    this.keep.set({ accountId: session.account_id, refreshToken: session.refresh_token ?? undefined })
    this.change('active')
  }

  /** The token is refused although it should be good: another one is needed. */
  forgetToken(): void {
    this.access = undefined
  }

  /** Signed out (`none`), or ended by the server (`expired`): the screens ask for the phone again and keep what was written. */
  end(state: 'none' | 'expired'): void {
    this.access = undefined
    this.keep.set(undefined)
    this.change(state)
  }

  onChange(listener: (state: SessionState) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private change(state: SessionState): void {
    if (this.current === state && state !== 'active') return
    this.current = state
    this.listeners.forEach((listener) => listener(state))
  }
}
