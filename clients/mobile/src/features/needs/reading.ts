import type { Schemas } from '@jinlin/sdk'
import { api } from '@/platform/api'

export type NeedRow = Schemas['NeedRow']

/** The own needs, newest first; drafts that wait in the outbox are shown from there. */
export async function readNeeds(): Promise<NeedRow[]> {
  const page = await api('get', '/v1/needs', { query: { limit: 50 } })
  return page.items.filter((need) => need.state !== 'draft')
}

const OVER = ['closed', 'cancelled', 'expired']

export const isRunning = (need: NeedRow): boolean => !OVER.includes(need.state)
