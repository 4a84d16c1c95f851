import type { Schemas } from './types'

/** What is wrong with one field (a dotted path into the request), as a word and as a sentence. */
export type FieldError = Schemas['FieldError']

/**
 * The one error that every call fails with. `code` is the server's stable word (`application/problem+json`), or one of ours
 * where no answer of the server's came: `network`, `timeout`, `not_json`.
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    title: string,
    readonly errors: FieldError[] = [],
    readonly retryAfterSeconds?: number,
    readonly requestId?: string,
  ) {
    super(title)
    this.name = 'ApiError'
    // Transpiled classes that extend Error lose their prototype in old engines.
    Object.setPrototypeOf(this, ApiError.prototype)
  }

  /** Whether sending the same again, with the same key, can help: nothing arrived, or the server asked for patience. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500 || this.code === 'request_in_progress'
  }

  /** Whether the phone did not reach the server at all. */
  get offline(): boolean {
    return this.status === 0
  }

  field(name: string): FieldError | undefined {
    return this.errors.find((error) => error.field === name || error.field.startsWith(`${name}.`))
  }
}

type ProblemBody = Partial<Schemas['Problem']>

/** The error that an answer of 400 or more is. */
export function problemOf(status: number, body: unknown, retryAfter: string | undefined): ApiError {
  const problem: ProblemBody = typeof body === 'object' && body !== null ? (body as ProblemBody) : {}
  const seconds = retryAfter === undefined ? NaN : Number(retryAfter)
  return new ApiError(
    status,
    problem.code ?? (status >= 500 ? 'unavailable' : 'not_json'),
    problem.title ?? `HTTP ${status}`,
    problem.errors ?? [],
    Number.isFinite(seconds) ? seconds : undefined,
    problem.request_id ?? undefined,
  )
}
