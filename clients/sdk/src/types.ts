// What can be read off the generated description: for each method and address its query, body and answer.
import type { components, paths } from './schema'

export type Schemas = components['schemas']
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** The addresses that have this method. */
export type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends { [K in M]: { responses: unknown } } ? P : never
}[keyof paths]

export type Operation<P extends keyof paths, M extends Method> = paths[P] extends { [K in M]: infer O } ? O : never
/** Optional where all of it may be left out. */
type QueryPart<O> = O extends { parameters: { query: infer Q } }
  ? { query: Q }
  : O extends { parameters: { query?: infer Q } }
    ? { query?: Q }
    : unknown
type InPath<O> = O extends { parameters: { path: infer Q } } ? Q : never
type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? B
  : O extends { requestBody?: { content: { 'application/json': infer B } } }
    ? B | undefined
    : never

/** The JSON of the successful answers; undefined where there is none. */
export type Answer<O> = O extends { responses: infer R }
  ? {
      [S in keyof R]: S extends 200 | 201 | 202
        ? R[S] extends { content: { 'application/json': infer J } }
          ? J
          : undefined
        : never
    }[keyof R]
  : never

/** What a call needs beside method and address. */
export type Options<O> = ([InPath<O>] extends [never] ? unknown : { path: InPath<O> }) &
  QueryPart<O> &
  ([Body<O>] extends [never] ? unknown : undefined extends Body<O> ? { body?: Body<O> } : { body: Body<O> }) & {
    /** For a POST that must not happen twice: the caller keeps the key over restarts. Without it each call has one of its own. */
    idempotencyKey?: string
    /** The version that is edited. */
    ifMatch?: number
    /** Without the session, also when there is one. */
    anonymous?: boolean
  }
