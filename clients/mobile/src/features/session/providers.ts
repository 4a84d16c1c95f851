// As what the signed-in person serves: social worker, volunteer, both or neither.
import type { Schemas } from '@jinlin/sdk'
import { api } from '@/platform/api'
import { useLoad, type Loaded } from '@/platform/loading'
import { isProvider, useMe } from './me'

export type Provider = Schemas['Provider']

export const readProviders = (): Promise<Provider[]> => api('get', '/v1/me/providers').then((page) => page.items)

/** The own providers, once it is known that there are any; nothing is asked of the server for a resident. */
export function useProviders(): Loaded<Provider[]> {
  const me = useMe()
  return useLoad(isProvider(me) ? me?.person_id : undefined, readProviders)
}
