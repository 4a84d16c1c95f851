// The tasks nearby on the plan: a point for each community that has some, with how many; a tap shows them.
import { useState, type ReactNode } from 'react'
import { Plan } from '@/features/places/Plan'
import { shortName, type Division } from '@/features/places/divisions'
import { useTaxonomy } from '@/features/taxonomy/taxonomy'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useLoad } from '@/platform/loading'
import { Loading, Trouble } from '@/ui/parts'
import type { NearbyTask } from './filters'
import { TaskCard } from './TaskCard'

export function Around({ tasks }: { tasks: NearbyTask[] }): ReactNode {
  const words = useWords()
  const taxonomy = useTaxonomy()
  const [chosen, setChosen] = useState<Division>()
  const codes = [...new Set(tasks.map((task) => task.need.community))].sort()
  const found = useLoad(codes.join(' '), () =>
    Promise.all(codes.map((code) => api('get', '/v1/divisions/{code}', { path: { code }, anonymous: true }))),
  )
  if (found.error) return <Trouble error={found.error} again={found.reload} />
  if (found.data === undefined) return <Loading />
  const within = (division: Division): NearbyTask[] => tasks.filter((task) => task.need.community === division.code)
  return (
    <>
      <Plan divisions={found.data} onChoose={setChosen} note={(division) => words.nearby.count(within(division).length)} />
      {chosen && (
        <>
          <h2 className='h2'>{shortName(chosen)}</h2>
          {within(chosen).map((task) => <TaskCard key={task.task_id} task={task} taxonomy={taxonomy} reload={found.reload} />)}
        </>
      )}
    </>
  )
}
