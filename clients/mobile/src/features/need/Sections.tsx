// The parts of a need's page that say something of the need itself, each by its own.
import { useEffect, useState, type ReactNode } from 'react'
import { AddPhoto } from '@/features/photos/AddPhoto'
import { Photo } from '@/features/photos/Photo'
import { isRunning } from '@/features/needs/reading'
import { photosUnderway } from '@/features/post/photos'
import { named, useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useStore } from '@/platform/store'
import { clock, moment } from '@/platform/time'
import { Button, Choice, Dial, Icon } from '@/ui/parts'
import { ReadAloud } from '@/ui/ReadAloud'
import type { Need } from './reading'

/** What is not social work: whom to ask instead. */
export function Referral({ need }: { need: Need }): ReactNode {
  const words = useWords()
  if (!need.referral) return null
  return (
    <div className='card tint'>
      <span className='p'>{words.need.referral}</span>
      <span className='card-title'>{named(need.referral)}</span>
      {need.referral.hotline && need.hotline && (
        <Dial className='btn primary gap-top' number={need.hotline.number} label={words.common.call(named(need.hotline), need.hotline.number)}>
          <Icon name='phone' /><span>{`${need.hotline.number} ${named(need.hotline)}`}</span>
        </Dial>
      )}
    </div>
  )
}

/** Nobody has it yet: until when, and who sees to it then. */
export function Searching({ need }: { need: Need }): ReactNode {
  const words = useWords()
  if (need.state !== 'open' || need.triage !== 'social_work') return null
  return (
    <div className='card warm waiting'>
      <span className='row'><Icon name='search' big /><span className='grow'>{words.need.searching}</span></span>
      {need.escalated_to ? (
        <span className='p strong'>{words.need.escalated}</span>
      ) : (
        need.accept_by && <span className='p soft small'>{words.need.by(moment(need.accept_by))}</span>
      )}
    </div>
  )
}

export function Timeline({ need }: { need: Need }): ReactNode {
  const words = useWords()
  return (
    <section className='card' aria-label={words.need.title}>
      <ol className='line'>
        {need.steps.filter((step) => step.state !== 'draft').map((step, i) => (
          <li key={`${step.state}${i}`} className='at'>
            <span className='strong'>{words.step[step.state] ?? step.state}</span>
            <span className='p small soft'>{moment(step.at)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Taken back, with the reason. */
export function Cancel({ need, act }: { need: Need; act: (work: () => Promise<unknown>) => void }): ReactNode {
  const words = useWords()
  const [asking, setAsking] = useState(false)
  if (!asking) return <Button kind='quiet' id='cancel' onClick={() => setAsking(true)}>{words.need.cancel}</Button>
  return (
    <div className='card'>
      <span className='label'>{words.need.cancelAsk}</span>
      <Choice
        wide
        label={words.need.cancelAsk}
        value={undefined as string | undefined}
        options={Object.entries(words.need.cancelReasons).map(([value, text]) => ({ value, text }))}
        onChange={(reason) => {
          setAsking(false)
          act(() => api('post', '/v1/needs/{id}/cancel', { path: { id: need.id }, body: { reason } }))
        }}
      />
      <Button kind='quiet' onClick={() => setAsking(false)}>{words.need.keep}</Button>
    </div>
  )
}

/** What was said, with its photos; all of the screen read aloud. */
export function Said({ need, reload }: { need: Need; reload: () => void }): ReactNode {
  const words = useWords()
  const underway = useStore(photosUnderway)
  const mine = underway?.needId === need.id ? underway : undefined
  // Each that has arrived is shown.
  useEffect(() => {
    if (mine) reload()
  }, [mine, reload])
  const aloud = [words.state[need.state], need.description, ...need.steps.map((step) => words.step[step.state])].filter(Boolean).join('。')
  return (
    <section className='card' aria-label={words.need.details}>
      <span className='hint'>{words.need.details}</span>
      {need.description && <span className='p'>{need.description}</span>}
      {need.address && <span className='p soft'>{need.address}</span>}
      {need.photos.length > 0 && <div className='photos'>{need.photos.map((photo) => <Photo key={photo.id} path={`/v1/photos/${photo.id}`} />)}</div>}
      {isRunning(need) && need.state !== 'done' && (
        <div className='gap-top'>
          {mine && mine.left > 0 && <span className='p' role='status'>{words.photo.underway(mine.left)}</span>}
          {mine?.failed && <span className='p strong' role='alert'>{words.photo.someFailed}</span>}
          <span className='hint'>{words.photo.needHint}</span>
          <AddPhoto path={`/v1/needs/${need.id}/photos`} onSent={reload} />
        </div>
      )}
      <ReadAloud text={aloud} />
    </section>
  )
}

/** An emergency: whom to call now, and whether somebody calls back. */
export function Emergency({ need }: { need: Need }): ReactNode {
  const words = useWords()
  if (!need.on_duty && (need.numbers ?? []).length === 0) return null
  return (
    <div className='card danger'>
      {need.on_duty && (
        <span className='p strong'>
          {need.on_duty.called ? words.need.calledBack : words.need.nobodyOnDuty}
          {need.on_duty.called && need.on_duty.due_at ? ` (${clock(need.on_duty.due_at)})` : ''}
        </span>
      )}
      <div className='stack'>
        {(need.numbers ?? []).map((line) => (
          <Dial key={line.code} className='btn danger primary' number={line.number} label={words.common.call(named(line), line.number)}>
            <Icon name='phone' /><span>{`${line.number} ${named(line)}`}</span>
          </Dial>
        ))}
      </div>
    </div>
  )
}
