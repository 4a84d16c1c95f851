// A task in the worker's hand: who, where, arrived, done.
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import { ApiError, type Schemas } from '@jinlin/sdk'
import { SignedIn } from '@/features/session/SignIn'
import { categoryOf, useTaxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { api, useSession } from '@/platform/api'
import { useLive } from '@/platform/live'
import { useLoad } from '@/platform/loading'
import { go } from '@/platform/nav'
import { currentPlace } from '@/platform/position'
import { span } from '@/platform/time'
import { Button, Choice, Dial, Field, Icon, Loading, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'

export default function TaskScreen(): ReactNode {
  const words = useWords()
  const id = useRouter().params.id ?? ''
  const signedIn = useSession() === 'active'
  const found = useLoad(signedIn && id !== '' ? id : undefined, async () => {
    const task = await api('get', '/v1/tasks/{id}', { path: { id } })
    // After the contact has closed, the team sees nothing of the need any more.
    const need = await api('get', '/v1/needs/{id}', { path: { id: task.need_id } }).catch(() => undefined)
    return { task, need }
  })
  useDidShow(found.reload)
  useLive((event) => (event === undefined || event.entity_id === id || event.entity_id === found.data?.task.need_id) && found.reload())
  return (
    <Screen title={words.task.title} bare>
      <SignedIn>
        {found.error && <Trouble error={found.error} again={found.reload} />}
        {found.data === undefined && found.loading && <Loading />}
        {found.data && <Service task={found.data.task} need={found.data.need} reload={found.reload} />}
      </SignedIn>
    </Screen>
  )
}

function Service({ task, need, reload }: { task: Schemas['Task']; need: Schemas['Need'] | undefined; reload: () => void }): ReactNode {
  const words = useWords()
  const category = categoryOf(useTaxonomy(), task.category)
  const [number, setNumber] = useState<string>()
  const [nowhere, setNowhere] = useState(false)
  const [farAway, setFarAway] = useState(false)
  const [reason, setReason] = useState('')
  const [finishing, setFinishing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()
  const act = (work: () => Promise<unknown>): void => {
    setBusy(true)
    setError(undefined)
    work()
      .then(reload)
      .catch((failure: unknown) => {
        setError(failure as ApiError)
        if (failure instanceof ApiError && failure.field('reason')) setFarAway(true)
      })
      .finally(() => setBusy(false))
  }
  const checkIn = (): void =>
    act(async () => {
      const place = await currentPlace().catch(() => undefined)
      setNowhere(place === undefined)
      if (place === undefined) return
      await api('post', '/v1/tasks/{id}/check-in', { path: { id: task.id }, body: { place, reason: reason.trim() || null } })
    })
  const active = task.state === 'held' || task.state === 'in_service'
  return (
    <>
      <h1 className='h1'>{category ? named(category) : task.category}</h1>
      <span className='chip' role='status'>{words.task.state[task.state]}</span>
      <div className='stack gap-top'>
        {task.window && <span className='row'><Icon name='clock' /><span className='grow'>{span(task.window.from, task.window.until)}</span></span>}
        {need && (
          <div className='card'>
            <span className='hint'>{words.task.client}</span>
            <span className='card-title'>{need.client?.name ?? ''}</span>
            {need.address && <span className='p'>{need.address}</span>}
            {need.description && <span className='p'>{`“${need.description}”`}</span>}
          </div>
        )}
        {task.safety?.second_person && <span className='card warm strong'>{words.task.pair}</span>}
        {(task.safety?.hazards ?? []).map((hazard) => (
          <span key={hazard.id} className='card danger'>{`${words.task.hazardKinds[hazard.kind] ?? hazard.kind} ${hazard.text ?? ''}`}</span>
        ))}
        {error && <Trouble error={error} />}
        {active && (
          <>
            {number ? (
              <Dial className='btn' number={number} label={words.need.numberCall(number)}><Icon name='phone' /><span>{number}</span></Dial>
            ) : (
              <Button icon='phone' busy={busy} onClick={() => act(async () => setNumber((await api('post', '/v1/tasks/{id}/call', { path: { id: task.id }, body: {} })).number))}>
                {words.need.call}
              </Button>
            )}
            <Button icon='dots' onClick={() => go('talk', { task: task.id })}>{words.need.message}</Button>
          </>
        )}
        {task.state === 'held' && (
          <>
            {nowhere && <span className='card warm' role='alert'>{words.task.nowhere}</span>}
            {farAway && <Field id='reason' label={words.task.checkInReason} value={reason} onChange={setReason} />}
            <Button kind='primary' id='check-in' icon='pin' busy={busy} onClick={checkIn}>{words.task.checkIn}</Button>
          </>
        )}
        {task.state === 'in_service' && !finishing && (
          <Button kind='primary' id='finish' icon='tick' onClick={() => setFinishing(true)}>{words.task.finish}</Button>
        )}
        {task.state === 'in_service' && finishing && <Record busy={busy} minutes={category?.duration_minutes ?? 60} send={(body) => act(() => api('post', '/v1/tasks/{id}/finish', { path: { id: task.id }, body }))} />}
      </div>
    </>
  )
}

function Record({ busy, minutes: usual, send }: { busy: boolean; minutes: number; send: (body: Schemas['FinishTask']) => void }): ReactNode {
  const words = useWords()
  const [note, setNote] = useState('')
  const [minutes, setMinutes] = useState(String(usual))
  const [outcome, setOutcome] = useState<Schemas['FinishTask']['outcome']>('resolved')
  return (
    <div className='card'>
      <Field id='note' area label={words.task.note} value={note} onChange={setNote} />
      <Field id='minutes' digits={3} label={words.task.minutes} value={minutes} onChange={setMinutes} />
      <span className='label'>{words.task.outcome}</span>
      <Choice
        label={words.task.outcome}
        value={outcome}
        onChange={setOutcome}
        options={(['resolved', 'partly', 'referred', 'unreachable'] as const).map((value) => ({ value, text: words.task.outcomes[value] ?? value }))}
      />
      <div className='gap-top'>
        <Button kind='primary' busy={busy} onClick={() => send({ note, minutes: Number(minutes), outcome })}>{words.task.finishSend}</Button>
      </div>
    </div>
  )
}
