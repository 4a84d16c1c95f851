// The typed client: `api('get', '/v1/needs/{id}', { path: { id } })`.
import { ApiError, problemOf } from './problem'
import type { paths } from './schema'
import type { SessionHolder } from './session'
import type { Response, Transport } from './transport'
import type { Answer, Method, Operation, Options, PathsWith, Schemas } from './types'
import { randomKey } from './keys'

export interface ClientSettings {
  /** Where the server is; empty for the page's own origin. */
  base: string
  transport: Transport
  session: SessionHolder
  /** For `Accept-Language`: the server's sentences come in the reader's language. */
  language: () => string
  timeoutMs?: number
}

type Loose = {
  path?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  idempotencyKey?: string
  ifMatch?: number
  anonymous?: boolean
}

export interface Client {
  <M extends Method, P extends PathsWith<M>>(
    method: M,
    path: P,
    ...options: Partial<Record<never, never>> extends Options<Operation<P, M>>
      ? [Options<Operation<P, M>>?]
      : [Options<Operation<P, M>>]
  ): Promise<Answer<Operation<P, M>>>
  /** An access token that is good now; refreshes where needed. */
  token(): Promise<string | undefined>
}

function addressOf(path: string, options: Loose): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(options.path?.[name])))
  const query = Object.entries(options.query ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`
}

export function createClient(settings: ClientSettings): Client {
  const { session } = settings
  let refreshing: Promise<void> | undefined

  async function send(method: string, url: string, options: Loose, token: string | undefined): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': settings.language() }
    if (options.body !== undefined) headers['Content-Type'] = 'application/json'
    if (token !== undefined) headers.Authorization = `Bearer ${token}`
    if (options.idempotencyKey !== undefined) headers['Idempotency-Key'] = options.idempotencyKey
    if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`
    const body = options.body === undefined ? undefined : JSON.stringify(options.body)
    const answer = await settings.transport({ method, url, headers, body, timeoutMs: settings.timeoutMs ?? 15_000 })
    if (answer.status >= 400) throw problemOf(answer.status, answer.body, answer.headers['retry-after'])
    return answer
  }

  /** One refresh at a time; a lost answer is asked for again under the same key, since the old token works only once. */
  async function refresh(): Promise<void> {
    const options: Loose = { body: { refresh_token: session.refreshToken }, idempotencyKey: randomKey() }
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await send('POST', `${settings.base}/v1/sessions/refresh`, options, undefined)
        session.begin(answer.body as Schemas['Session'])
        return
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        if (error.retryable && attempt < 1) continue
        // Anything but trouble on the way means that this session is over.
        if (!error.retryable) session.end('expired')
        throw error
      }
    }
  }

  function refreshOnce(): Promise<void> {
    refreshing ??= refresh().finally(() => (refreshing = undefined))
    return refreshing
  }

  async function token(): Promise<string | undefined> {
    if (session.state !== 'active') return undefined
    if (session.token === undefined) await refreshOnce()
    return session.token
  }

  async function call(method: string, path: string, given?: Loose): Promise<unknown> {
    const options: Loose = { ...given }
    if (method === 'post') options.idempotencyKey ??= randomKey()
    const url = settings.base + addressOf(path, options)
    const verb = method.toUpperCase()
    const current = options.anonymous ? undefined : await token()
    try {
      return (await send(verb, url, options, current)).body
    } catch (error) {
      const refused = error instanceof ApiError && error.status === 401 && current !== undefined
      if (!refused) throw error
      // Once more with a new token: a server that was restarted with other keys, or a clock that runs wrong.
      session.forgetToken()
      return (await send(verb, url, options, await token())).body
    }
  }

  return Object.assign(call, { token }) as unknown as Client
}

export type Paths = paths
