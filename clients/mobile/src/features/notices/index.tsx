// What comes to the phone beside the inbox, by which way, and when not.
import { useRef, useState, type ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { isProvider, useMe } from '@/features/session/me'
import { SignedIn } from '@/features/session/SignIn'
import { useWords } from '@/i18n'
import { api, IS_H5 } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { useLoad } from '@/platform/loading'
import { Loading, Tick, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'
import { WechatMore } from './WechatMore'

type Settings = Schemas['NotificationSettings']
type Change = Schemas['UpdateNotificationSettings']
type Kind = Schemas['KindSetting']

const FOR_ALL = ['need_received', 'need_accepted', 'need_reopened', 'visit_begun', 'need_done', 'need_ended', 'message_received', 'account_changed']
const FOR_PROVIDERS = ['offer_received', 'place_offered', 'visit_asked', 'visit_alarm', 'task_cancelled', 'duty_changed', 'leave_changed']
const NIGHT = { from: '22:00', until: '07:00' }

export default function Notices(): ReactNode {
  const words = useWords()
  return (
    <Screen title={words.notices.title}>
      <SignedIn><Chosen /></SignedIn>
    </Screen>
  )
}

function Chosen(): ReactNode {
  const words = useWords()
  const provider = isProvider(useMe())
  const found = useLoad('settings', () => api('get', '/v1/me/notification-settings'))
  const { error, act } = useAct()
  const [changed, setChanged] = useState<Settings>()
  const data = changed ?? found.data
  // One after the other, each upon what the one before came to: a quick thumb loses no tap.
  const line = useRef<Promise<Settings | undefined>>(Promise.resolve(undefined))
  if (data === undefined) return found.error ? <Trouble error={found.error} again={found.reload} /> : <Loading />
  const change = (body: Change): void => {
    const next = line.current.then((before) => api('patch', '/v1/me/notification-settings', { body, ifMatch: before?.version ?? data.version }))
    line.current = next.catch(() => api('get', '/v1/me/notification-settings').catch(() => undefined))
    void act(() => next.then(setChanged))
  }
  const shown = provider ? [...FOR_PROVIDERS, ...FOR_ALL] : FOR_ALL
  return (
    <div className='stack'>
      <span className='lead'>{words.notices.lead}</span>
      {error && <Trouble error={error} again={found.reload} />}
      <Quiet settings={data} change={change} />
      <Tick on={data.digest} onChange={(digest) => change({ digest })}>{words.notices.digest(data.digest_at)}</Tick>
      {!IS_H5 && <WechatMore />}
      {shown.flatMap((name) => data.kinds.filter((kind) => kind.kind === name)).map((kind) => <KindCard key={kind.kind} kind={kind} change={change} />)}
    </div>
  )
}

function KindCard({ kind, change }: { kind: Kind; change: (body: Change) => void }): ReactNode {
  const words = useWords()
  const name = words.notices.kinds[kind.kind] ?? kind.kind
  return (
    <section className='card kind' aria-label={name}>
      <h2 className='card-title'>{name}</h2>
      {kind.always ? (
        <span className='p soft'>{words.notices.always}</span>
      ) : (
        <div className='choices gap-small' role='group' aria-label={name}>
          {Object.entries(kind.channels).map(([channel, on]) => (
            <button
              type='button'
              key={channel}
              className={`choice${on ? ' on' : ''}`}
              role='switch'
              aria-checked={on}
              onClick={() => change({ kinds: [{ kind: kind.kind, channels: { [channel]: !on } }] })}
            >
              {on && <span className='ico i-tick' aria-hidden='true' />}
              {words.notices.channels[channel] ?? channel}
            </button>
          ))}
        </div>
      )}
    </section>
  )
}

function Quiet({ settings, change }: { settings: Settings; change: (body: Change) => void }): ReactNode {
  const words = useWords()
  const { quiet } = settings
  return (
    <section className='card' aria-label={words.notices.quiet}>
      <h2 className='card-title'>{words.notices.quiet}</h2>
      <span className='hint'>{words.notices.quietLead}</span>
      <Tick on={Boolean(quiet)} onChange={(on) => change({ quiet: on ? NIGHT : null })}>{words.notices.quietOn}</Tick>
      {quiet && (
        <div className='stack gap-top'>
          <HalfHours label={words.notices.quietFrom} value={quiet.from} onChange={(from) => change({ quiet: { ...quiet, from } })} />
          <HalfHours label={words.notices.quietUntil} value={quiet.until} onChange={(until) => change({ quiet: { ...quiet, until } })} />
        </div>
      )}
    </section>
  )
}

const HALF_HOURS = 48

/** A time of day, half an hour more or less at a tap: no wheel to hit, no keys to type. */
function HalfHours({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }): ReactNode {
  const words = useWords()
  const [hour, minute] = value.split(':').map(Number)
  const at = (hour ?? 0) * 2 + ((minute ?? 0) >= 30 ? 1 : 0)
  const move = (by: number): void => {
    const next = (at + by + HALF_HOURS) % HALF_HOURS
    onChange(`${String(Math.floor(next / 2)).padStart(2, '0')}:${next % 2 === 0 ? '00' : '30'}`)
  }
  return (
    <div className='row stepper'>
      <span className='grow strong'>{label}</span>
      <button type='button' className='choice' aria-label={words.notices.earlier(label)} onClick={() => move(-1)}>−</button>
      <span className='time' role='status'>{value}</span>
      <button type='button' className='choice' aria-label={words.notices.later(label)} onClick={() => move(1)}>＋</button>
    </div>
  )
}
