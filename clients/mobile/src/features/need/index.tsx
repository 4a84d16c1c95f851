// One need: where it stands, who comes, and everything that can be done about it.
import { useDidShow, useRouter } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { SignedIn } from '@/features/session/SignIn'
import { categoryOf, useTaxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { api, useSession } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { useLive } from '@/platform/live'
import { useLoad } from '@/platform/loading'
import { go } from '@/platform/nav'
import { span } from '@/platform/time'
import { Button, Icon, Loading, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'
import { isRunning } from '@/features/needs/reading'
import { readNeed, teamOf, type Need, type Task } from './reading'
import { Cancel, Emergency, Referral, Said, Searching, Timeline } from './Sections'
import { Team } from './Team'

export default function NeedScreen(): ReactNode {
  const words = useWords()
  const id = useRouter().params.id ?? ''
  const signedIn = useSession() === 'active'
  const found = useLoad(signedIn && id !== '' ? id : undefined, () => readNeed(id))
  useDidShow(found.reload)
  // A task's event names the task: which of them is not asked, one look more is cheap.
  useLive((event) => (event === undefined || event.entity_id === id || event.kind.startsWith('task.')) && found.reload())
  return (
    <Screen title={words.need.title} bare>
      <SignedIn>
        {found.error && <Trouble error={found.error} again={found.reload} />}
        {found.data === undefined && found.loading && <Loading />}
        {found.data && <Story need={found.data.need} task={found.data.task} reload={found.reload} />}
      </SignedIn>
    </Screen>
  )
}

function Story({ need, task, reload }: { need: Need; task: Task | undefined; reload: () => void }): ReactNode {
  const words = useWords()
  const taxonomy = useTaxonomy()
  const category = categoryOf(taxonomy, need.category)
  const acting = useAct(reload)
  const { busy, error } = acting
  const act = (work: () => Promise<unknown>): void => void acting.act(work)
  const team = teamOf(task)
  const finished = task?.state === 'finished' || task?.state === 'confirmed'
  return (
    <>
      <h1 className='h1'>{category ? named(category) : need.category}</h1>
      <span className='row'>
        <span className={`chip state-${need.state}${need.state === 'open' || need.state === 'done' ? ' warm' : ''}`} role='status'>{words.state[need.state]}</span>
        <span className='soft small'>{words.needs.number(need.short_number)}</span>
      </span>
      <div className='stack gap-top'>
        {error && <Trouble error={error} />}
        <Emergency need={need} />
        <Referral need={need} />
        <Searching need={need} />
        {task && team.length > 0 && <Team need={need} task={task} team={team} busy={busy} act={act} />}
        {task?.state === 'finished' && (
          <Button kind='primary' id='confirm' icon='tick' busy={busy} onClick={() => act(() => api('post', '/v1/tasks/{id}/confirm', { path: { id: task.id } }))}>
            {words.need.confirm}
          </Button>
        )}
        {task && finished && (
          <Button kind={task.state === 'confirmed' ? 'primary' : 'plain'} id='rate' icon='face4' onClick={() => go('rate', { task: task.id })}>{words.need.rate}</Button>
        )}
        {need.window && (
          <span className='row'><Icon name='clock' /><span className='grow'>{`${words.need.promised}：${span(need.window.from, need.window.until)}`}</span></span>
        )}
        <Timeline need={need} />
        <Said need={need} reload={reload} />
        {isRunning(need) && need.state !== 'in_service' && need.state !== 'done' && <Cancel need={need} act={act} />}
        {isRunning(need) && <span className='p small soft'>{words.need.live}</span>}
      </div>
    </>
  )
}
