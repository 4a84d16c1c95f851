// Leave: asking for it, seeing what came of it, being back earlier.
import { useState, type ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { SignedIn } from '@/features/session/SignIn'
import { useProviders, type Provider } from '@/features/session/providers'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { useLive } from '@/platform/live'
import { useLoad } from '@/platform/loading'
import { civilDay, dayBegins } from '@/platform/time'
import { DateField } from '@/ui/DateField'
import { Button, Choice, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'

type Leave = Schemas['Leave']
type Kind = Schemas['CreateLeave']['kind']

export default function LeaveScreen(): ReactNode {
  const words = useWords()
  return (
    <Screen title={words.leave.title}>
      <SignedIn><Leaves /></SignedIn>
    </Screen>
  )
}

function Leaves(): ReactNode {
  const words = useWords()
  const providers = useProviders()
  const own = (providers.data ?? []).map((provider) => provider.id)
  // An officer who also serves reads the leaves of others by the same way.
  const leaves = useLoad(own.length > 0 ? own.join(' ') : undefined, () =>
    api('get', '/v1/leaves', { query: { limit: 50 } }).then((page) => page.items.filter((leave) => own.includes(leave.provider_id))),
  )
  useLive((event) => (event === undefined || event.kind === 'leave.changed') && leaves.reload())
  const error = providers.error ?? leaves.error
  return (
    <div className='stack'>
      <span className='lead'>{words.leave.lead}</span>
      {error && <Trouble error={error} again={leaves.reload} />}
      {providers.data?.[0] && <Ask provider={providers.data[0]} reload={leaves.reload} />}
      {leaves.data?.length === 0 && <span className='soft'>{words.leave.none}</span>}
      {leaves.data?.map((leave) => <LeaveCard key={leave.id} leave={leave} reload={leaves.reload} />)}
    </div>
  )
}

function Ask({ provider, reload }: { provider: Provider; reload: () => void }): ReactNode {
  const words = useWords()
  const today = civilDay(Date.now())
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<Kind>('annual')
  const [from, setFrom] = useState(civilDay(dayBegins(today, 1)))
  const [to, setTo] = useState(from)
  const { busy, error, act } = useAct(() => {
    setOpen(false)
    reload()
  })
  if (!open) return <Button kind='primary' icon='calendar' id='ask-leave' onClick={() => setOpen(true)}>{words.leave.ask}</Button>
  const wrong = from > to
  const send = (): void => {
    if (wrong) return
    // From now where it is today: a leave does not begin before it is asked for.
    const begins = from === today ? Date.now() : dayBegins(from)
    const body = { kind, from: new Date(begins).toISOString(), until: new Date(dayBegins(to, 1)).toISOString() }
    void act(() => api('post', '/v1/providers/{id}/leaves', { path: { id: provider.id }, body }))
  }
  return (
    <section className='card' aria-label={words.leave.ask}>
      <span className='label'>{words.leave.kind}</span>
      <Choice label={words.leave.kind} value={kind} onChange={setKind} options={Object.entries(words.leave.kinds).map(([value, text]) => ({ value: value as Kind, text }))} />
      <div className='gap-top' />
      <DateField id='leave-from' label={words.leave.from} value={from} onChange={setFrom} />
      <DateField id='leave-to' label={words.leave.to} value={to} onChange={setTo} />
      {wrong && <span className='wrong' role='alert'>{words.leave.orderWrong}</span>}
      {error && <Trouble error={error} />}
      <Button kind='primary' id='send-leave' busy={busy} onClick={send}>{words.leave.send}</Button>
      <Button kind='quiet' onClick={() => setOpen(false)}>{words.common.cancel}</Button>
    </section>
  )
}

function LeaveCard({ leave, reload }: { leave: Leave; reload: () => void }): ReactNode {
  const words = useWords()
  const { busy, error, act } = useAct(reload)
  const [from, until] = [new Date(leave.from).getTime(), new Date(leave.until).getTime()]
  const standing = leave.state === 'asked' || leave.state === 'approved'
  return (
    <div className='card leave-card'>
      <span className={`chip${leave.state === 'asked' ? ' warm' : standing ? '' : ' grey'}`}>{words.leave.states[leave.state]}</span>
      <span className='card-title'>{`${civilDay(from)} – ${civilDay(until - 1)}`}</span>
      {leave.kind && <span className='p soft'>{words.leave.kinds[leave.kind]}</span>}
      {leave.reason && <span className='p'>{words.leave.refused(leave.reason)}</span>}
      {error && <Trouble error={error} />}
      {standing && until > Date.now() && (
        <Button kind='quiet' busy={busy} onClick={() => void act(() => api('delete', '/v1/leaves/{id}', { path: { id: leave.id } }))}>
          {from > Date.now() ? words.leave.takeBack : words.leave.backEarly}
        </Button>
      )}
    </div>
  )
}
