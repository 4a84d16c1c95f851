// Who is signed in and what they are; read once per session.
import { useEffect } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { api, session, useSession } from '@/platform/api'
import { createStore, useStore } from '@/platform/store'

export type Me = Schemas['Me']

const me = createStore<Me | undefined>(undefined)
let reading: Promise<void> | undefined

session.onChange((state) => {
  // Somebody else may have signed in: nothing of the one before stays.
  if (state !== 'active' || me.get()?.account_id !== session.accountId) me.set(undefined)
})

async function read(): Promise<void> {
  try {
    me.set(await api('get', '/v1/me'))
  } catch {
    // The screens do without: only the worker's tab and the name are missing.
  }
}

/** Reads it again: it was changed. */
export const refreshMe = (): Promise<void> => (reading ??= read().finally(() => (reading = undefined)))

export function useMe(): Me | undefined {
  const state = useSession()
  const value = useStore(me)
  useEffect(() => {
    if (state === 'active' && me.get() === undefined) void refreshMe()
  }, [state])
  return state === 'active' ? value : undefined
}

export function isProvider(value: Me | undefined): boolean {
  return value?.grants.some((grant) => grant.role === 'social_worker' || grant.role === 'volunteer') ?? false
}
