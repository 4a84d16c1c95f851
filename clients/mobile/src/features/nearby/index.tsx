// Choosing for oneself: open tasks around the phone, for social workers to lead and for volunteers to join.
import { useState, type ReactNode } from 'react'
import { SignedIn } from '@/features/session/SignIn'
import { useProviders } from '@/features/session/providers'
import { useTaxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useLive } from '@/platform/live'
import { useLoad } from '@/platform/loading'
import { currentPlace, type Place } from '@/platform/position'
import { usePrefs } from '@/platform/prefs'
import { Button, Choice, Loading, Tick, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'
import { Around } from './Around'
import { applyFilters, DISTANCES, groupOf, unfiltered, type Filters, type NearbyTask, type Whens } from './filters'
import { TaskCard } from './TaskCard'
import { Waiting } from './Waiting'

export default function Nearby(): ReactNode {
  const words = useWords()
  return (
    <Screen title={words.nearby.title}>
      <SignedIn><Search /></SignedIn>
    </Screen>
  )
}

/** Where to look from: the phone's place, or the middle of the own community where it may not say. */
async function centre(community: string): Promise<{ place: Place; ownPlace: boolean } | undefined> {
  const place = await currentPlace().catch(() => undefined)
  if (place) return { place, ownPlace: true }
  const division = await api('get', '/v1/divisions/{code}', { path: { code: community }, anonymous: true })
  return division.centre ? { place: division.centre, ownPlace: false } : undefined
}

function Search(): ReactNode {
  const words = useWords()
  const taxonomy = useTaxonomy()
  const { language } = usePrefs()
  const [filters, setFilters] = useState<Filters>(unfiltered)
  const [way, setWay] = useState<'list' | 'map'>('list')
  const [narrowing, setNarrowing] = useState(false)
  const providers = useProviders()
  const community = providers.data?.[0]?.community
  const from = useLoad(community, () => centre(community ?? ''))
  const place = from.data?.place
  const found = useLoad(place && `${filters.kilometres} ${language}`, () =>
    api('get', '/v1/tasks/nearby', { query: { ...(place as Place), radius_m: Number(filters.kilometres) * 1000 } }).then((list) => list.items),
  )
  useLive((event) => (event === undefined || event.kind === 'task.changed' || event.kind === 'place.offered') && found.reload())
  const skills = (providers.data ?? []).flatMap((provider) => provider.skills)
  const all = found.data ?? []
  const tasks = applyFilters(all, filters, taxonomy, skills)
  const error = providers.error ?? from.error ?? found.error
  const loading = found.data === undefined && !error && (providers.loading || from.loading || found.loading)
  return (
    <div className='stack'>
      <span className='lead'>{words.nearby.lead}</span>
      {providers.data?.some((provider) => provider.kind === 'volunteer') && <Waiting onChange={found.reload} />}
      {from.data?.ownPlace === false && <span className='card warm' role='status'>{words.nearby.byCommunity}</span>}
      <Choice label={words.nearby.distance} value={filters.kilometres} onChange={(kilometres) => setFilters({ ...filters, kilometres })} options={DISTANCES.map((value) => ({ value, text: words.nearby.within(Number(value)) }))} />
      {narrowing ? (
        <Narrow filters={filters} tasks={all} change={(part) => setFilters({ ...filters, ...part })} />
      ) : (
        <Button kind='quiet' icon='search' id='filters' onClick={() => setNarrowing(true)}>{words.nearby.filters}</Button>
      )}
      <Choice label={words.nearby.title} value={way} onChange={setWay} options={[{ value: 'list', text: words.nearby.list }, { value: 'map', text: words.nearby.map }]} />
      {error && <Trouble error={error} again={found.reload} />}
      {loading && <Loading />}
      {found.data && <span className='strong' role='status' id='count'>{tasks.length === 0 ? words.nearby.none : words.nearby.count(tasks.length)}</span>}
      {way === 'map' && tasks.length > 0 && <Around tasks={tasks} />}
      {way === 'list' && tasks.map((task) => <TaskCard key={task.task_id} task={task} taxonomy={taxonomy} reload={found.reload} />)}
    </div>
  )
}

function Narrow({ filters, tasks, change }: { filters: Filters; tasks: NearbyTask[]; change: (part: Partial<Filters>) => void }): ReactNode {
  const words = useWords()
  const taxonomy = useTaxonomy()
  const here = new Set(tasks.map((task) => groupOf(taxonomy, task)))
  const groups = (taxonomy?.groups ?? []).filter((group) => here.has(group.code) || group.code === filters.group)
  return (
    <div className='card stack'>
      <div>
        <span className='label'>{words.nearby.kind}</span>
        <Choice
          label={words.nearby.kind}
          value={filters.group ?? ''}
          onChange={(group) => change({ group: group === '' ? undefined : group })}
          options={[{ value: '', text: words.nearby.all }, ...groups.map((group) => ({ value: group.code, text: named(group) }))]}
        />
      </div>
      <div>
        <span className='label'>{words.nearby.when}</span>
        <Choice
          label={words.nearby.when}
          value={filters.when}
          onChange={(when) => change({ when })}
          options={Object.entries(words.nearby.whens).map(([value, text]) => ({ value: value as Whens, text }))}
        />
      </div>
      <Tick on={filters.able} onChange={(able) => change({ able })}>{words.nearby.mySkills}</Tick>
    </div>
  )
}
