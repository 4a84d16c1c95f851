// Whoever cannot go says so, and why; somebody else is looked for at once.
import { useState, type ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { top } from '@/platform/nav'
import { Button, Choice, Trouble } from '@/ui/parts'
import type { Member, Task } from './reading'

type Reason = Schemas['ReleaseTask']['reason']
const REASONS: Reason[] = ['sick', 'conflict', 'not_my_field', 'other']

export function GiveBack({ task, mine }: { task: Task; mine: Member }): ReactNode {
  const words = useWords()
  const [asking, setAsking] = useState(false)
  const { error, act } = useAct(() => top('work'))
  const lead = mine.role === 'lead'
  const goes = (reason: Reason): void =>
    void act(() =>
      lead
        ? api('post', '/v1/tasks/{id}/release', { path: { id: task.id }, body: { reason } })
        : api('post', '/v1/tasks/{id}/leave', { path: { id: task.id }, body: { reason } }),
    )
  if (!asking) return <Button kind='quiet' id='give-back' onClick={() => setAsking(true)}>{lead ? words.task.giveBack : words.task.leave}</Button>
  return (
    <section className='card' aria-label={words.task.giveBackAsk}>
      <span className='label'>{words.task.giveBackAsk}</span>
      <span className='hint'>{words.task.giveBackLead}</span>
      {error && <Trouble error={error} />}
      <Choice
        wide
        label={words.task.giveBackAsk}
        value={undefined as Reason | undefined}
        options={REASONS.map((value) => ({ value, text: words.task.giveBackReasons[value] ?? value }))}
        onChange={goes}
      />
      <Button kind='quiet' onClick={() => setAsking(false)}>{words.common.cancel}</Button>
    </section>
  )
}
