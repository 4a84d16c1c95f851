// One need: where it stands, who comes, and everything that can be done about it.
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import type { ApiError } from '@jinlin/sdk'
import { SignedIn } from '@/features/session/SignIn'
import { categoryOf, useTaxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { api, useSession } from '@/platform/api'
import { useLive } from '@/platform/live'
import { useLoad } from '@/platform/loading'
import { go } from '@/platform/nav'
import { clock, moment, span } from '@/platform/time'
import { Button, Choice, Dial, Icon, Loading, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'
import { isRunning } from '@/features/needs/reading'
import { readNeed, teamOf, type Need, type Task } from './reading'
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
  const [cancelling, setCancelling] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()

  const act = (work: () => Promise<unknown>): void => {
    setBusy(true)
    setError(undefined)
    work()
      .then(reload)
      .catch((reason: unknown) => setError(reason as ApiError))
      .finally(() => setBusy(false))
  }
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
        {need.referral && (
          <div className='card tint'>
            <span className='p'>{words.need.referral}</span>
            <span className='card-title'>{named(need.referral)}</span>
            {need.referral.hotline && need.hotline && (
              <Dial className='btn primary gap-top' number={need.hotline.number} label={words.common.call(named(need.hotline), need.hotline.number)}>
                <Icon name='phone' /><span>{`${need.hotline.number} ${named(need.hotline)}`}</span>
              </Dial>
            )}
          </div>
        )}
        {need.state === 'open' && need.triage === 'social_work' && (
          <div className='card warm waiting'>
            <span className='row'><Icon name='search' big /><span className='grow'>{words.need.searching}</span></span>
            {need.escalated_to ? (
              <span className='p strong'>{words.need.escalated}</span>
            ) : (
              need.accept_by && <span className='p soft small'>{words.need.by(moment(need.accept_by))}</span>
            )}
          </div>
        )}
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
        {need.description && (
          <section className='card' aria-label={words.need.details}>
            <span className='hint'>{words.need.details}</span>
            <span>{need.description}</span>
            {need.address && <span className='p soft'>{need.address}</span>}
          </section>
        )}
        {isRunning(need) && need.state !== 'in_service' && need.state !== 'done' && !cancelling && (
          <Button kind='quiet' id='cancel' onClick={() => setCancelling(true)}>{words.need.cancel}</Button>
        )}
        {cancelling && (
          <div className='card'>
            <span className='label'>{words.need.cancelAsk}</span>
            <Choice
              wide
              label={words.need.cancelAsk}
              value={undefined as string | undefined}
              options={Object.entries(words.need.cancelReasons).map(([value, text]) => ({ value, text }))}
              onChange={(reason) => {
                setCancelling(false)
                act(() => api('post', '/v1/needs/{id}/cancel', { path: { id: need.id }, body: { reason } }))
              }}
            />
            <Button kind='quiet' onClick={() => setCancelling(false)}>{words.need.keep}</Button>
          </div>
        )}
        {isRunning(need) && <span className='p small soft'>{words.need.live}</span>}
      </div>
    </>
  )
}

/** An emergency: whom to call now, and whether somebody calls back. */
function Emergency({ need }: { need: Need }): ReactNode {
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
