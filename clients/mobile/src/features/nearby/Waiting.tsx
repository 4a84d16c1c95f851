// The own places in lines; whoever is called answers before the place goes to the next.
import type { ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { useLive } from '@/platform/live'
import { useLoad } from '@/platform/loading'
import { go } from '@/platform/nav'
import { moment } from '@/platform/time'
import { Button, Trouble } from '@/ui/parts'

type Place = Schemas['WaitingPlaceDto']

export function Waiting({ onChange }: { onChange: () => void }): ReactNode {
  const words = useWords()
  const places = useLoad('waiting', () => api('get', '/v1/waiting-places', { query: { limit: 20 } }))
  useLive((event) => (event === undefined || event.kind === 'place.offered' || event.kind === 'task.changed') && places.reload())
  const open = (places.data?.items ?? []).filter((place) => place.state === 'waiting' || place.state === 'called')
  if (open.length === 0) return null
  const reload = (): void => {
    places.reload()
    onChange()
  }
  return (
    <section aria-label={words.nearby.waiting} className='stack'>
      <h2 className='h2'>{words.nearby.waiting}</h2>
      {open.map((place) => <Waited key={place.id} place={place} reload={reload} />)}
    </section>
  )
}

function Waited({ place, reload }: { place: Place; reload: () => void }): ReactNode {
  const words = useWords()
  const { busy, error, act } = useAct(reload)
  const path = { id: place.task_id }
  const join = async (): Promise<void> => {
    await api('post', '/v1/tasks/{id}/join', { path })
    go('task', path)
  }
  return (
    <div className={`card ${place.state === 'called' ? 'warm' : ''}`}>
      {place.answer_by ? (
        <span className='card-title' role='alert'>{words.nearby.called(moment(place.answer_by))}</span>
      ) : (
        place.position && <span className='card-title'>{words.nearby.position(place.position)}</span>
      )}
      <span className='p soft small'>{words.nearby.since(moment(place.since))}</span>
      {error && <Trouble error={error} />}
      {place.state === 'called' && <Button kind='primary' icon='tick' busy={busy} onClick={() => void act(join)}>{words.nearby.sayYes}</Button>}
      <Button kind='quiet' busy={busy} onClick={() => void act(() => api('delete', '/v1/tasks/{id}/line', { path }))}>{words.nearby.sayNo}</Button>
    </div>
  )
}
