// One request, however the platform sends it. Everything else (tokens, keys, errors) is above this and written once.
import { ApiError } from './problem'

export interface Request {
  method: string
  url: string
  headers: Record<string, string>
  /** Text that is already JSON, or nothing. */
  body?: string
  timeoutMs: number
}

export interface Response {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  /** Parsed where it is JSON. */
  body: unknown
}

export type Transport = (request: Request) => Promise<Response>

function parse(text: unknown): unknown {
  if (typeof text !== 'string') return text
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** Over `fetch`, for browsers. The refresh token is a cookie there, so requests of the same origin carry it. */
export function fetchTransport(send: typeof fetch = (...all) => fetch(...all)): Transport {
  return async (request) => {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), request.timeoutMs)
    try {
      const answer = await send(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        credentials: 'same-origin',
        signal: stop.signal,
      })
      const headers: Record<string, string> = {}
      answer.headers.forEach((value, name) => (headers[name.toLowerCase()] = value))
      return { status: answer.status, headers, body: parse(await answer.text()) }
    } catch {
      throw new ApiError(0, stop.signal.aborted ? 'timeout' : 'network', 'no answer')
    } finally {
      clearTimeout(timer)
    }
  }
}

/** The part of `Taro.request` (and `wx.request`) that is used; a mini-program has no `fetch`. */
export interface PlatformRequest {
  (options: {
    url: string
    method: string
    header: Record<string, string>
    data?: string
    dataType: string
    responseType: string
    timeout: number
  }): PromiseLike<{ statusCode: number; header?: Record<string, unknown>; data: unknown }>
}

/** Over `Taro.request`. */
export function taroTransport(send: PlatformRequest): Transport {
  return async (request) => {
    try {
      const answer = await send({
        url: request.url,
        method: request.method,
        header: request.headers,
        data: request.body,
        // As text: problem+json is not parsed by every version of the platform.
        dataType: 'text',
        responseType: 'text',
        timeout: request.timeoutMs,
      })
      const headers: Record<string, string> = {}
      for (const [name, value] of Object.entries(answer.header ?? {})) headers[name.toLowerCase()] = String(value)
      return { status: answer.statusCode, headers, body: parse(answer.data) }
    } catch (error) {
      const words = (error as { errMsg?: string } | undefined)?.errMsg ?? ''
      throw new ApiError(0, words.includes('timeout') ? 'timeout' : 'network', 'no answer')
    }
  }
}
