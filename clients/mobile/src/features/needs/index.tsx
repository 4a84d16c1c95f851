import { useDidShow } from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import { deliver, drop, outbox, type Entry } from '@/features/post/outbox'
import { SignedIn } from '@/features/session/SignIn'
import { useTaxonomy } from '@/features/taxonomy/taxonomy'
import { useWords } from '@/i18n'
import { useSession } from '@/platform/api'
import { useLive } from '@/platform/live'
import { useLoad } from '@/platform/loading'
import { top } from '@/platform/nav'
import { useStore } from '@/platform/store'
import { moment } from '@/platform/time'
import { Button, Loading, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'
import { NeedCard } from './NeedCard'
import { isRunning, readNeeds } from './reading'

function Unsent({ entry, onSent }: { entry: Entry; onSent: () => void }): ReactNode {
  const words = useWords()
  const [busy, setBusy] = useState(false)
  const again = (): void => {
    setBusy(true)
    deliver(entry, false)
      .then((outcome) => outcome.kind === 'sent' && onSent())
      .finally(() => setBusy(false))
  }
  return (
    <div className='card warm unsent'>
      <span className='chip warm'>{words.needs.unsent}</span>
      <span className='card-title'>{entry.title}</span>
      <span className='p soft small'>{moment(entry.at)}</span>
      <span className='p'>{entry.refused ?? words.needs.unsentLead}</span>
      <Button busy={busy} onClick={again}>{words.needs.sendNow}</Button>
      <Button kind='quiet' onClick={() => drop(entry)}>{words.needs.drop}</Button>
    </div>
  )
}

export default function Needs(): ReactNode {
  const words = useWords()
  const taxonomy = useTaxonomy()
  const waiting = useStore(outbox)
  const signedIn = useSession() === 'active'
  const needs = useLoad(signedIn ? 'needs' : undefined, readNeeds)
  useDidShow(needs.reload)
  useLive((event) => (event === undefined || event.kind.startsWith('need.')) && needs.reload())
  const running = (needs.data ?? []).filter(isRunning)
  const before = (needs.data ?? []).filter((need) => !isRunning(need))
  return (
    <Screen title={words.needs.title} tab='needs'>
      <div className='stack'>
        {waiting.map((entry) => <Unsent key={entry.createKey} entry={entry} onSent={needs.reload} />)}
      </div>
      <SignedIn>
        {needs.error && <Trouble error={needs.error} again={needs.reload} />}
        {needs.data === undefined && needs.loading && <Loading />}
        {needs.data?.length === 0 && waiting.length === 0 && (
          <div className='card tint'>
            <span className='card-title'>{words.needs.empty}</span>
            <span className='p'>{words.needs.emptyLead}</span>
            <Button kind='primary' onClick={() => top('home')}>{words.needs.ask}</Button>
          </div>
        )}
        {running.length > 0 && <h2 className='h2'>{words.needs.now}</h2>}
        <div className='stack'>{running.map((need) => <NeedCard key={need.id} need={need} taxonomy={taxonomy} />)}</div>
        {before.length > 0 && <h2 className='h2'>{words.needs.before}</h2>}
        <div className='stack'>{before.map((need) => <NeedCard key={need.id} need={need} taxonomy={taxonomy} />)}</div>
      </SignedIn>
    </Screen>
  )
}
