// Whom, where and when; what to do and what to mind.
import type { ReactNode } from 'react'
import { Photo } from '@/features/photos/Photo'
import { useWords } from '@/i18n'
import { IS_H5 } from '@/platform/api'
import { mapLink, openInMap } from '@/platform/maps'
import type { Place } from '@/platform/position'
import { span } from '@/platform/time'
import { Button, Icon } from '@/ui/parts'
import { ReadAloud } from '@/ui/ReadAloud'
import type { InHand } from './reading'

export function Whom({ inHand }: { inHand: InHand }): ReactNode {
  const words = useWords()
  const { task, need, mine } = inHand
  const two = task.safety?.second_person
  const aloud = [need?.client?.name, need?.address, need?.description, task.briefing].filter(Boolean).join('。')
  return (
    <>
      {(need || task.window) && (
        <section className='card' aria-label={words.task.client}>
          {need?.client?.name && (
            <>
              <span className='hint'>{words.task.client}</span>
              <span className='card-title'>{need.client.name}</span>
            </>
          )}
          {task.window && <span className='row gap-small'><Icon name='clock' /><span className='grow'>{span(task.window.from, task.window.until)}</span></span>}
          {need?.address && <span className='row gap-small'><Icon name='pin' /><span className='grow'>{need.address}</span></span>}
          {need?.description && <span className='p said'>{`“${need.description}”`}</span>}
          {(need?.photos ?? []).length > 0 && <div className='photos'>{need?.photos.map((photo) => <Photo key={photo.id} path={`/v1/photos/${photo.id}`} />)}</div>}
          {need?.place && <Navigate place={need.place} />}
          {aloud !== '' && <ReadAloud text={aloud} />}
        </section>
      )}
      {mine?.role === 'volunteer' && (
        <section className='card tint' aria-label={words.task.briefing}>
          <span className='hint'>{words.task.briefing}</span>
          <span className='p'>{task.briefing ?? words.task.briefingNone}</span>
        </section>
      )}
      {two && (
        <span className='card warm'>
          <span className='p strong'>{two.waived ? words.task.pairWaived : words.task.pair}</span>
          <span className='p small'>{two.waived ?? two.reasons.map((reason) => words.task.pairReasons[reason] ?? reason).join('、')}</span>
        </span>
      )}
      {(task.safety?.hazards ?? []).map((hazard) => (
        <span key={hazard.id} className='card danger'>
          <span className='hint'>{words.task.hazards}</span>
          <span className='strong'>{`${words.task.hazardKinds[hazard.kind] ?? hazard.kind} ${hazard.text ?? ''}`}</span>
        </span>
      ))}
    </>
  )
}

function Navigate({ place }: { place: Place }): ReactNode {
  const words = useWords()
  if (!IS_H5) return <Button icon='way' id='navigate' onClick={() => openInMap(place, words.task.destination)}>{words.task.navigate}</Button>
  return (
    <a className='btn plain gap-top' id='navigate' href={mapLink(place, words.task.destination)} target='_blank' rel='noreferrer'>
      <Icon name='way' /><span>{words.task.navigate}</span>
    </a>
  )
}
