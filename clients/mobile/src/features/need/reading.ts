// A need with its task. The task is found in the list of the own tasks, newest first: the API has no way from one to the other.
import type { Schemas } from '@jinlin/sdk'
import { api } from '@/platform/api'

export type Need = Schemas['Need']
export type Task = Schemas['Task']
export type Member = Schemas['MemberDto']

export interface NeedAndTask {
  need: Need
  task: Task | undefined
}

export async function readNeed(id: string): Promise<NeedAndTask> {
  const need = await api('get', '/v1/needs/{id}', { path: { id } })
  if (need.state === 'draft') return { need, task: undefined }
  let cursor: string | undefined
  for (let page = 0; page < 5; page += 1) {
    const tasks = await api('get', '/v1/tasks', { query: { limit: 50, cursor } })
    const found = tasks.items.find((task) => task.need_id === id)
    if (found) return { need, task: await api('get', '/v1/tasks/{id}', { path: { id: found.id } }) }
    if (!tasks.next_cursor) break
    cursor = tasks.next_cursor
  }
  return { need, task: undefined }
}

/** Those who come: neither refused nor gone. */
export const teamOf = (task: Task | undefined): Member[] =>
  (task?.team ?? []).filter((member) => member.state === 'joined' || member.state === 'confirmed')
