// For those who come: the switch, what is offered with its reasons and its clock, and what is in hand.
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState, type ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { SignedIn } from '@/features/session/SignIn'
import { isProvider, useMe } from '@/features/session/me'
import { readProviders, type Provider } from '@/features/session/providers'
import { categoryOf, useTaxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { useLive } from '@/platform/live'
import { useLoad } from '@/platform/loading'
import { go } from '@/platform/nav'
import { usePrefs } from '@/platform/prefs'
import { metres, span } from '@/platform/time'
import { Button, Choice, Icon, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'

type Offer = Schemas['OfferDto']

function useSeconds(): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}

function OfferCard({ offer, now, done }: { offer: Offer; now: number; done: () => void }): ReactNode {
  const words = useWords()
  const taxonomy = useTaxonomy()
  const [declining, setDeclining] = useState(false)
  const { busy, error, act } = useAct(done)
  const category = categoryOf(taxonomy, offer.need.category)
  const left = Math.max(0, Math.floor((new Date(offer.expires_at).getTime() - now) / 1000))
  const accept = async (): Promise<void> => {
    await api('post', '/v1/offers/{id}/accept', { path: { id: offer.id } })
    go('task', { id: offer.task_id })
  }
  return (
    <section className='card offer'>
      <span>
        <span className='chip warm'>{left >= 3600 ? words.work.leftHours(Math.floor(left / 3600), Math.floor(left / 60) % 60) : words.work.left(Math.floor(left / 60), left % 60)}</span>
      </span>
      <span className='card-title'>{category ? named(category) : offer.need.category}</span>
      <span className='p'>{offer.need.summary}</span>
      <span className='p soft'>
        {[words.work.away(metres(offer.distance_m)), words.work.minutes(offer.need.duration_minutes), offer.need.window && span(offer.need.window.from, offer.need.window.until)].filter(Boolean).join(' · ')}
      </span>
      <span className='hint'>{words.work.why}</span>
      {offer.why.slice(0, 3).map((reason) => <span key={reason.code} className='p small'>{`· ${reason.sentence}`}</span>)}
      {error && <Trouble error={error} />}
      {declining ? (
        <Choice
          wide
          label={words.work.declineAsk}
          value={undefined as string | undefined}
          options={Object.entries(words.work.declineReasons).map(([value, text]) => ({ value, text }))}
          onChange={(reason) => void act(() => api('post', '/v1/offers/{id}/decline', { path: { id: offer.id }, body: { reason } }))}
        />
      ) : (
        <div className='stack gap-top'>
          <Button kind='primary' icon='tick' busy={busy} onClick={() => void act(accept)}>{words.work.accept}</Button>
          <Button kind='quiet' onClick={() => setDeclining(true)}>{words.work.decline}</Button>
        </div>
      )}
    </section>
  )
}

export default function Work(): ReactNode {
  const words = useWords()
  return (
    <Screen title={words.work.title} tab='work'>
      <SignedIn><Desk /></SignedIn>
    </Screen>
  )
}

function Desk(): ReactNode {
  const words = useWords()
  const me = useMe()
  const taxonomy = useTaxonomy()
  const { language } = usePrefs()
  const now = useSeconds()
  const mine = isProvider(me) ? 'work' : undefined
  const providers = useLoad(mine, readProviders)
  const offers = useLoad(mine && `offers ${language}`, () => api('get', '/v1/offers', { query: { state: 'open', limit: 20 } }))
  const tasks = useLoad(mine, () => api('get', '/v1/tasks', { query: { limit: 50 } }))
  const reload = (): void => [providers, offers, tasks].forEach((each) => each.reload())
  useDidShow(reload)
  useLive(reload)
  if (me !== undefined && mine === undefined) return <span className='p soft'>{words.work.notProvider}</span>
  const open = (offers.data?.items ?? []).filter((offer) => new Date(offer.expires_at).getTime() > now)
  const inHand = (tasks.data?.items ?? []).filter((task) => task.state === 'held' || task.state === 'in_service')
  const error = providers.error ?? offers.error ?? tasks.error
  return (
    <div className='stack'>
      {error && <Trouble error={error} again={reload} />}
      {providers.data?.map((provider) => <Duty key={provider.id} provider={provider} reload={reload} />)}
      <h2 className='h2'>{words.work.offers}</h2>
      {offers.data && open.length === 0 && <span className='soft'>{words.work.noOffers}</span>}
      {open.map((offer) => <OfferCard key={offer.id} offer={offer} now={now} done={reload} />)}
      <h2 className='h2'>{words.work.tasks}</h2>
      {tasks.data && inHand.length === 0 && <span className='soft'>{words.work.noTasks}</span>}
      {inHand.map((task) => {
        const category = categoryOf(taxonomy, task.category)
        return (
          <button type='button' key={task.id} className='card tap' onClick={() => go('task', { id: task.id })}>
            <span className='chip'>{words.task.state[task.state]}</span>
            <span className='card-title'>{category ? named(category) : task.category}</span>
            {task.window && <span className='p soft small'><Icon name='clock' />{span(task.window.from, task.window.until)}</span>}
          </button>
        )
      })}
      <div className='stack gap-top'>
        <Button icon='search' id='nearby' onClick={() => go('nearby')}>{words.work.nearby}</Button>
        <Button icon='paper' id='hours' onClick={() => go('hours')}>{words.work.hours}</Button>
        <Button icon='star' id='standing' onClick={() => go('standing')}>{words.work.standing}</Button>
        <Button icon='calendar' id='leave' onClick={() => go('leave')}>{words.work.leave}</Button>
      </div>
    </div>
  )
}

/** The switch: with it on, offers come. */
function Duty({ provider, reload }: { provider: Provider; reload: () => void }): ReactNode {
  const words = useWords()
  const { busy, error, act } = useAct(reload)
  const on = provider.on_duty && !provider.on_leave
  const turn = (): void => void act(() => api('put', '/v1/providers/{id}/duty', { path: { id: provider.id }, body: { on_duty: !provider.on_duty } }))
  return (
    <div className={`card ${on ? 'tint' : 'warm'}`}>
      <span className='strong'>{provider.on_leave ? words.work.onLeave : provider.on_duty ? words.work.onDuty : words.work.offDuty}</span>
      <span className='p soft small'>{words.work.load(provider.load, provider.capacity)}</span>
      {error && <Trouble error={error} />}
      {!provider.on_leave && <Button id='duty' busy={busy} onClick={turn}>{provider.on_duty ? words.work.goOff : words.work.goOn}</Button>}
    </div>
  )
}
