// The time of a visit: late, longer, and the answer to being asked whether all is well.
import { useState, type ReactNode } from 'react'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { clock } from '@/platform/time'
import { Button, Choice, Icon, Trouble } from '@/ui/parts'
import type { Member, Task } from './reading'

const LATE = ['10', '20', '30', '60']
const LONGER = ['15', '30', '60', '120']

interface VisitProps {
  task: Task
  mine: Member
  reload: () => void
}

export function Visit({ task, mine, reload }: VisitProps): ReactNode {
  const promised = task.window ? new Date(task.window.from).getTime() : undefined
  if (mine.checked_out_at) return null
  if (mine.checked_in_at) return <During task={task} mine={mine} reload={reload} />
  return promised !== undefined && promised < Date.now() ? <Late task={task} /> : null
}

function Late({ task }: { task: Task }): ReactNode {
  const words = useWords()
  const [asking, setAsking] = useState(false)
  const [until, setUntil] = useState<string>()
  const { error, act } = useAct()
  const tell = (minutes: string): void =>
    void act(async () => {
      const visit = await api('post', '/v1/tasks/{id}/visit/answer', { path: { id: task.id }, body: { answer: 'on_my_way', minutes: Number(minutes) } })
      setUntil(visit.expected_from ?? undefined)
      setAsking(false)
    })
  if (until) return <span className='card tint' role='status'>{words.task.lateTold(clock(until))}</span>
  if (!asking) return <Button kind='quiet' id='late' icon='clock' onClick={() => setAsking(true)}>{words.task.late}</Button>
  return (
    <section className='card warm' aria-label={words.task.late}>
      <Minutes label={words.task.lateAsk} options={LATE} onChange={tell} />
      {error && (error.code === 'wrong_state' ? <span className='p' role='alert'>{words.task.lateNotYet}</span> : <Trouble error={error} />)}
    </section>
  )
}

function During({ task, mine, reload }: VisitProps): ReactNode {
  const words = useWords()
  const [asking, setAsking] = useState(false)
  const { busy, error, act } = useAct(() => {
    setAsking(false)
    reload()
  })
  const { expected_until: until } = mine
  const over = until ? new Date(until).getTime() < Date.now() : false
  const fine = (): void => void act(() => api('post', '/v1/tasks/{id}/visit/answer', { path: { id: task.id }, body: { answer: 'fine' } }))
  const longer = (minutes: string): void =>
    void act(() => api('post', '/v1/tasks/{id}/visit/extend', { path: { id: task.id }, body: { minutes: Number(minutes) } }))
  return (
    <section className={`card ${over ? 'warm' : 'tint'}`} aria-label={words.task.longer}>
      {over && <span className='card-title'>{words.task.fineAsk}</span>}
      {until && !over && <span className='row'><Icon name='clock' /><span className='grow'>{words.task.until(clock(until))}</span></span>}
      {error && <Trouble error={error} />}
      {over && <Button kind='primary' id='fine' icon='tick' busy={busy} onClick={fine}>{words.task.fine}</Button>}
      {asking ? (
        <Minutes label={words.task.longerAsk} options={LONGER} onChange={longer} />
      ) : (
        <Button kind='quiet' id='longer' onClick={() => setAsking(true)}>{words.task.longer}</Button>
      )}
    </section>
  )
}

function Minutes({ label, options, onChange }: { label: string; options: string[]; onChange: (minutes: string) => void }): ReactNode {
  const words = useWords()
  return (
    <>
      <span className='label'>{label}</span>
      <Choice label={label} value={undefined as string | undefined} options={options.map((value) => ({ value, text: words.task.lateMinutes(Number(value)) }))} onChange={onChange} />
    </>
  )
}
