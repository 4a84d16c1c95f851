// The team: who leads, who goes along, who waits to be confirmed; and what the volunteers are told.
import { useState, type ReactNode } from 'react'
import { Face } from '@/features/photos/Face'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { clock } from '@/platform/time'
import { Button, Field, Trouble } from '@/ui/parts'
import { isActive, type Member, type Task } from './reading'

interface CrewProps {
  task: Task
  mine: Member | undefined
  reload: () => void
}

export function Crew({ task, mine, reload }: CrewProps): ReactNode {
  const words = useWords()
  const lead = mine?.role === 'lead'
  const running = task.state === 'held' || task.state === 'in_service'
  const team = task.team.filter(isActive)
  if (!lead && team.length < 2) return null
  return (
    <section className='card' aria-label={words.task.team} id='team'>
      <span className='row'>
        <h2 className='hint grow'>{words.task.team}</h2>
        {task.volunteers_wanted > 0 && <span className='small soft'>{words.task.places(task.volunteers_joined, task.volunteers_wanted)}</span>}
      </span>
      {team.map((member) => (
        <div key={member.id} className='entry'>
          <Person member={member} self={member.id === mine?.id} lead={lead} />
          {lead && running && member.role === 'volunteer' && !member.checked_in_at && <Decide task={task} member={member} reload={reload} />}
        </div>
      ))}
      {lead && team.length < 2 && task.volunteers_wanted > 0 && <span className='p soft'>{words.task.alone}</span>}
      {lead && running && task.volunteers_wanted > 0 && <Briefing task={task} reload={reload} />}
    </section>
  )
}

function Person({ member, self, lead }: { member: Member; self: boolean; lead: boolean }): ReactNode {
  const words = useWords()
  const by = member.check_in_by && words.task.arrivedBy[member.check_in_by]
  return (
    <div className='person'>
      <Face name={member.name} portrait={member.portrait_id} />
      <span className='grow'>
        <span className='card-title'>{`${member.name ?? ''}${self ? ` (${words.task.me})` : ''}`}</span>
        <span className='p soft'>{words.task.roles[member.role]}</span>
        {member.checked_out_at ? (
          <span className='chip grey'>{words.task.checkedOut(clock(member.checked_out_at))}</span>
        ) : member.checked_in_at ? (
          <span className='chip'>{`${words.need.arrivedAt(clock(member.checked_in_at))} · ${by ?? ''}`}</span>
        ) : (
          member.role === 'volunteer' && (
            <span className={`chip${member.state === 'joined' ? ' warm' : ''}`}>{member.state === 'joined' && !lead ? words.task.awaiting : words.task.members[member.state]}</span>
          )
        )}
      </span>
    </div>
  )
}

/** The lead's word about a volunteer; refusing is asked once more, since it cannot be taken back. */
function Decide({ task, member, reload }: { task: Task; member: Member; reload: () => void }): ReactNode {
  const words = useWords()
  const [refusing, setRefusing] = useState(false)
  const { busy, error, act } = useAct(reload)
  const path = { id: task.id, member_id: member.id }
  const name = member.name ?? words.task.roles.volunteer ?? ''
  const refuse = (): void => void act(() => api('post', '/v1/tasks/{id}/members/{member_id}/refuse', { path }))
  return (
    <div className='stack gap-top'>
      {error && <Trouble error={error} />}
      {member.state === 'joined' && (
        <Button kind='primary' icon='tick' busy={busy} onClick={() => void act(() => api('post', '/v1/tasks/{id}/members/{member_id}/confirm', { path }))}>
          {words.task.accept(name)}
        </Button>
      )}
      {refusing ? (
        <>
          <span className='strong'>{words.task.refuseAsk(name)}</span>
          <Button kind='danger' busy={busy} onClick={refuse}>{words.task.refuse(name)}</Button>
          <Button kind='quiet' onClick={() => setRefusing(false)}>{words.common.cancel}</Button>
        </>
      ) : (
        <Button kind='quiet' onClick={() => setRefusing(true)}>{words.task.refuse(name)}</Button>
      )}
    </div>
  )
}

function Briefing({ task, reload }: { task: Task; reload: () => void }): ReactNode {
  const words = useWords()
  const [text, setText] = useState(task.briefing ?? '')
  const [sent, setSent] = useState(false)
  const { busy, error, act } = useAct(reload)
  const send = (): void =>
    void act(async () => {
      await api('post', '/v1/tasks/{id}/briefing', { path: { id: task.id }, body: { text: text.trim() } })
      setSent(true)
    })
  return (
    <div className='entry'>
      <Field
        id='briefing'
        area
        label={words.task.briefing}
        hint={words.task.briefingHint}
        maxLength={500}
        value={text}
        onChange={(value) => {
          setText(value)
          setSent(false)
        }}
      />
      {error && <Trouble error={error} />}
      {sent ? (
        <span className='p strong' role='status' id='briefing-sent'>{words.task.briefingSent}</span>
      ) : (
        <Button id='briefing-send' busy={busy} onClick={() => text.trim() !== '' && send()}>{words.task.briefingSend}</Button>
      )}
    </div>
  )
}
