// Who comes: name, certificate, how to reach them and how to be sure that it is them.
import { useState, type ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { Face } from '@/features/photos/Face'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { go } from '@/platform/nav'
import { moment } from '@/platform/time'
import { Button, Dial, Icon } from '@/ui/parts'
import { CheckInCode } from './CheckInCode'
import type { Member, Need, Task } from './reading'

interface TeamProps {
  need: Need
  task: Task
  team: Member[]
  busy: boolean
  act: (work: () => Promise<unknown>) => void
}

export function Team({ need, task, team, busy, act }: TeamProps): ReactNode {
  const words = useWords()
  const over = task.state === 'finished' || task.state === 'confirmed' || task.state === 'cancelled'
  return (
    <section className='card' aria-label={words.need.who}>
      <h2 className='hint'>{words.need.who}</h2>
      <div className='stack'>
        {team.map((member) => (
          <div key={member.id} className='person'>
            <Face name={member.name} portrait={member.portrait_id} />
            <span className='grow'>
              <span className='card-title'>{member.name ?? ''}</span>
              <span className='p soft'>
                {member.role === 'lead' ? (words.need.certificate[member.certificate ?? ''] ?? words.need.lead) : words.need.volunteer}
              </span>
              {member.checked_in_at && <span className='chip'>{words.need.arrivedAt(moment(member.checked_in_at))}</span>}
            </span>
          </div>
        ))}
      </div>
      {!over && <Reach need={need} task={task} team={team} busy={busy} act={act} />}
    </section>
  )
}

/** How to reach them, and how to be sure that they are here. */
function Reach({ need, task, team, busy, act }: TeamProps): ReactNode {
  const words = useWords()
  const [number, setNumber] = useState<Schemas['NumberToCall']>()
  const lead = team.find((member) => member.role === 'lead')
  const toArrive = team.filter((member) => !member.checked_in_at)
  return (
    <>
      <span className='card warm row gap-top'><Icon name='shield' /><span className='grow small'>{words.need.safety}</span></span>
      <div className='stack gap-top'>
        {number ? (
          <div>
            <Dial className='btn primary' number={number.number} label={words.need.numberCall(number.number)}>
              <Icon name='phone' /><span>{number.number}</span>
            </Dial>
            {number.way === 'office' && <span className='p small soft'>{`${words.need.officeLine} ${words.needs.number(need.short_number)}`}</span>}
          </div>
        ) : (
          <Button
            icon='phone'
            id='call'
            busy={busy}
            onClick={() => act(async () => setNumber(await api('post', '/v1/tasks/{id}/call', { path: { id: task.id }, body: { member_id: lead?.id ?? null } })))}
          >
            {words.need.call}
          </Button>
        )}
        <Button icon='dots' id='message' onClick={() => go('talk', { task: task.id })}>{words.need.message}</Button>
        {toArrive.map((member) => (
          <Button
            key={member.id}
            icon='tick'
            busy={busy}
            onClick={() => act(() => api('post', '/v1/tasks/{id}/confirm-arrival', { path: { id: task.id }, body: { member_id: member.id } }))}
          >
            {words.need.arrived(member.name ?? '')}
          </Button>
        ))}
        {toArrive.length > 0 && <CheckInCode taskId={task.id} />}
      </div>
    </>
  )
}
