// A task as somebody of its team sees it.
import type { Schemas } from '@jinlin/sdk'
import { readProviders } from '@/features/session/providers'
import { api } from '@/platform/api'

export type Task = Schemas['Task']
export type Member = Schemas['MemberDto']

export interface InHand {
  task: Task
  /** Absent once the contact has closed: the team sees nothing of the need any more. */
  need: Schemas['Need'] | undefined
  /** The own place in the team. */
  mine: Member | undefined
}

export const isActive = (member: Member): boolean => member.state === 'joined' || member.state === 'confirmed'

export async function readTask(id: string): Promise<InHand> {
  const [task, providers] = await Promise.all([api('get', '/v1/tasks/{id}', { path: { id } }), readProviders()])
  const need = await api('get', '/v1/needs/{id}', { path: { id: task.need_id } }).catch(() => undefined)
  const mine = task.team.find((member) => isActive(member) && providers.some((provider) => provider.id === member.provider_id))
  return { task, need, mine }
}
