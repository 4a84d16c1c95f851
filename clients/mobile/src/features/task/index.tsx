// A task in the hand of whoever serves: who and where, the team, arrived, done; and help, always at the same place.
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import { SignedIn } from '@/features/session/SignIn'
import { categoryOf, useTaxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { api, useSession } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { useLive } from '@/platform/live'
import { useLoad } from '@/platform/loading'
import { go } from '@/platform/nav'
import { Button, Dial, Icon, Loading, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'
import { Arrive } from './Arrive'
import { Crew } from './Crew'
import { Finish, Written } from './Finish'
import { GiveBack } from './GiveBack'
import { readTask, type InHand } from './reading'
import { Sos } from './Sos'
import { Visit } from './Visit'
import { Whom } from './Whom'

export default function TaskScreen(): ReactNode {
  const words = useWords()
  const id = useRouter().params.id ?? ''
  const signedIn = useSession() === 'active'
  const found = useLoad(signedIn && id !== '' ? id : undefined, () => readTask(id))
  useDidShow(found.reload)
  useLive((event) => (event === undefined || event.entity_id === id || event.entity_id === found.data?.task.need_id) && found.reload())
  const { data } = found
  const running = data?.task.state === 'held' || data?.task.state === 'in_service'
  return (
    <Screen title={words.task.title} bare footer={data?.mine && running && <Sos taskId={id} memberId={data.mine.id} />}>
      <SignedIn>
        {found.error && <Trouble error={found.error} again={found.reload} />}
        {data === undefined && found.loading && <Loading />}
        {data && <Service inHand={data} reload={found.reload} />}
      </SignedIn>
    </Screen>
  )
}

function Service({ inHand, reload }: { inHand: InHand; reload: () => void }): ReactNode {
  const words = useWords()
  const category = categoryOf(useTaxonomy(), inHand.task.category)
  const { task, mine } = inHand
  const running = task.state === 'held' || task.state === 'in_service'
  const served = task.state === 'finished' || task.state === 'confirmed'
  return (
    <>
      <h1 className='h1'>{category ? named(category) : task.category}</h1>
      <span className='chip' role='status'>{words.task.state[task.state]}</span>
      <div className='stack gap-top'>
        {mine && running && <Visit task={task} mine={mine} reload={reload} />}
        <Whom inHand={inHand} />
        {mine && running && <Contact taskId={task.id} memberId={mine.id} />}
        {mine && running && !mine.checked_in_at && <Arrive task={task} reload={reload} />}
        {mine && running && mine.checked_in_at && !mine.checked_out_at && (
          <Finish task={task} mine={mine} usual={category?.duration_minutes ?? 60} reload={reload} />
        )}
        {mine && served && mine.role === 'lead' && <Written taskId={task.id} />}
        <Crew task={task} mine={mine} reload={reload} />
        {mine && task.state === 'held' && !mine.checked_in_at && <GiveBack task={task} mine={mine} />}
      </div>
    </>
  )
}

function Contact({ taskId, memberId }: { taskId: string; memberId: string }): ReactNode {
  const words = useWords()
  const [number, setNumber] = useState<string>()
  const { busy, error, act } = useAct()
  const ask = async (): Promise<void> => setNumber((await api('post', '/v1/tasks/{id}/call', { path: { id: taskId }, body: {} })).number)
  return (
    <>
      {error && <Trouble error={error} />}
      <div className='pair'>
        {number ? (
          <Dial className='btn' number={number} label={words.need.numberCall(number)}><Icon name='phone' /><span>{number}</span></Dial>
        ) : (
          <Button icon='phone' id='call' busy={busy} onClick={() => void act(ask)}>{words.need.call}</Button>
        )}
        <Button icon='dots' id='message' onClick={() => go('talk', { task: taskId, member: memberId })}>{words.need.message}</Button>
      </div>
    </>
  )
}
