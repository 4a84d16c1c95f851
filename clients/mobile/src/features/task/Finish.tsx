// Leaving: the lead writes the record and ends the service, a volunteer checks out.
import { useState, type ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { useWords } from '@/i18n'
import { api, IS_H5 } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { useLoad } from '@/platform/loading'
import { lastFix } from '@/platform/position'
import { recall, remember } from '@/platform/storage'
import { Button, Choice, Field, Trouble } from '@/ui/parts'
import type { Member, Task } from './reading'

type Outcome = Schemas['FinishTask']['outcome']
const OUTCOMES: Outcome[] = ['resolved', 'partly', 'referred', 'unreachable']

/** What is being written; kept on the phone until it is sent. */
interface Notes {
  note: string
  minutes: string
  outcome: Outcome
}

interface FinishProps {
  task: Task
  mine: Member
  /** How long this kind of service takes, minutes. */
  usual: number
  reload: () => void
}

export function Finish({ task, mine, usual, reload }: FinishProps): ReactNode {
  const words = useWords()
  const [writing, setWriting] = useState(false)
  const { busy, error, act } = useAct(reload)
  if (mine.role === 'lead') {
    if (writing) return <Record task={task} usual={usual} reload={reload} />
    return <Button kind='primary' id='finish' icon='tick' onClick={() => setWriting(true)}>{words.task.finish}</Button>
  }
  const checkOut = (): void => void act(() => api('post', '/v1/tasks/{id}/check-out', { path: { id: task.id }, body: { ...lastFix() } }))
  return (
    <>
      {error && <Trouble error={error} />}
      <Button kind='primary' id='check-out' icon='tick' busy={busy} onClick={checkOut}>{words.task.checkOut}</Button>
    </>
  )
}

function Record({ task, usual, reload }: Omit<FinishProps, 'mine'>): ReactNode {
  const words = useWords()
  const key = `record.${task.id}`
  const [notes, setNotes] = useState<Notes>(recall<Notes>(key) ?? { note: '', minutes: String(usual), outcome: 'resolved' })
  const { busy, error, act } = useAct(() => {
    remember(key, undefined)
    reload()
  })
  const change = (part: Partial<Notes>): void => {
    const next = { ...notes, ...part }
    setNotes(next)
    remember(key, next)
  }
  const send = (): void =>
    void act(() => api('post', '/v1/tasks/{id}/finish', { path: { id: task.id }, body: { ...notes, minutes: Number(notes.minutes) } }))
  return (
    <section className='card' aria-label={words.task.record}>
      <Field id='note' area label={words.task.note} hint={words.task.recordKept} value={notes.note} onChange={(note) => change({ note })} wrong={error?.field('note')?.message} />
      <span className='label'>{words.task.phrases}</span>
      <Choice
        label={words.task.phrases}
        value={undefined as string | undefined}
        options={words.task.phrasesOf.map((phrase) => ({ value: phrase, text: phrase }))}
        onChange={(phrase) => change({ note: notes.note === '' ? phrase : `${notes.note.trimEnd()}\n${phrase}` })}
      />
      <div className='gap-top'>
        <Field id='minutes' digits={3} label={words.task.minutes} value={notes.minutes} onChange={(minutes) => change({ minutes })} wrong={error?.field('minutes')?.message} />
      </div>
      <span className='label'>{words.task.outcome}</span>
      <Choice
        label={words.task.outcome}
        value={notes.outcome}
        onChange={(outcome) => change({ outcome })}
        options={OUTCOMES.map((value) => ({ value, text: words.task.outcomes[value] ?? value }))}
      />
      {error && <Trouble error={error} />}
      <div className='gap-top'><Button kind='primary' id='finish-send' busy={busy} onClick={send}>{words.task.finishSend}</Button></div>
    </section>
  )
}

/** The record as it was written, and where anybody can check it. */
export function Written({ taskId }: { taskId: string }): ReactNode {
  const words = useWords()
  const { data } = useLoad(taskId, () => api('get', '/v1/tasks/{id}/record', { path: { id: taskId } }))
  if (data === undefined) return null
  return (
    <section className='card' aria-label={words.task.record}>
      <span className='hint'>{words.task.record}</span>
      <span className='p'>{data.note}</span>
      <span className='p soft'>{`${words.task.outcomes[data.outcome] ?? data.outcome} · ${words.task.lateMinutes(data.minutes)}`}</span>
      <span className='p small soft'>{words.hours.code(data.verification_code)}</span>
      {IS_H5 && <a className='link' href={`/verify/${encodeURIComponent(data.verification_code)}`}>{words.task.verify}</a>}
    </section>
  )
}
