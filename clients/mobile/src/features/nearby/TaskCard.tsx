import { useState, type ReactNode } from 'react'
import { categoryOf, type Taxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { go } from '@/platform/nav'
import { metres, span } from '@/platform/time'
import { Button, Icon, Trouble } from '@/ui/parts'
import type { NearbyTask } from './filters'

/** One open task: as much of it as may be seen before it is taken, and the tap that takes it. */
export function TaskCard({ task, taxonomy, reload }: { task: NearbyTask; taxonomy: Taxonomy | undefined; reload: () => void }): ReactNode {
  const words = useWords()
  const category = categoryOf(taxonomy, task.need.category)
  const { busy, error, act } = useAct()
  const [waiting, setWaiting] = useState(false)
  const path = { id: task.task_id }
  const lead = task.wanted === 'lead'
  const take = async (): Promise<void> => {
    await (lead ? api('post', '/v1/tasks/{id}/claim', { path }) : api('post', '/v1/tasks/{id}/join', { path }))
    go('task', { id: task.task_id })
  }
  const wait = async (): Promise<void> => {
    await api('post', '/v1/tasks/{id}/line', { path })
    setWaiting(true)
    reload()
  }
  const full = error?.code === 'no_place_left'
  return (
    <section className='card nearby-card'>
      <span className='row'>
        <span className='card-title grow'>{category ? named(category) : task.need.category}</span>
        <span className='chip'>{words.work.away(metres(task.distance_m))}</span>
      </span>
      <span className='p'>{task.need.summary}</span>
      <span className='row gap-small soft'>
        <Icon name='clock' />
        <span className='grow'>{[task.need.window ? span(task.need.window.from, task.need.window.until) : words.nearby.asap, words.work.minutes(task.need.duration_minutes)].join(' · ')}</span>
      </span>
      {task.need.volunteers > 0 && <span className='p soft small'>{words.nearby.places(task.need.volunteers)}</span>}
      {error && (full ? <span className='p strong' role='alert'>{words.nearby.full}</span> : <Trouble error={error} />)}
      <div className='gap-top'>
        {full && !waiting ? (
          <Button icon='clock' busy={busy} onClick={() => void act(wait)}>{words.nearby.line}</Button>
        ) : (
          <Button kind='primary' icon='tick' busy={busy} onClick={() => void act(take)}>{lead ? words.nearby.claim : words.nearby.join}</Button>
        )}
      </div>
    </section>
  )
}
