// What hurts, in large buttons. Nothing here needs an account or, the second time, a network.
import { useDidShow } from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import { draft, discardDraft, isBegun } from '@/features/post/draft'
import { outbox } from '@/features/post/outbox'
import { useLive } from '@/platform/live'
import { NeedCard } from '@/features/needs/NeedCard'
import { isRunning, readNeeds } from '@/features/needs/reading'
import { iconOf, useTaxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { useSession } from '@/platform/api'
import { useLoad } from '@/platform/loading'
import { go } from '@/platform/nav'
import { usePrefs } from '@/platform/prefs'
import { useStore } from '@/platform/store'
import { EmergencyCalls, Icon } from '@/ui/parts'
import { Screen } from '@/ui/Screen'

/** Fewer choices in large type: the rest is one tap away. */
const FEW = ['elderly_care', 'health', 'mental', 'safety', 'other']

export default function Home(): ReactNode {
  const words = useWords()
  const { elder } = usePrefs()
  const taxonomy = useTaxonomy()
  const waiting = useStore(outbox)
  const written = useStore(draft)
  const signedIn = useSession() === 'active'
  const [all, setAll] = useState(false)
  const needs = useLoad(signedIn ? 'needs' : undefined, readNeeds)
  useDidShow(needs.reload)
  useLive((event) => (event === undefined || event.kind.startsWith('need.')) && needs.reload())

  // Before the taxonomy has come, and without a network: the groups that there have always been, under their own names.
  const groups = taxonomy?.groups ?? Object.entries(words.home.groups).map(([code, name]) => ({ code, zh: name, en: name }))
  const few = elder && !all
  const shown = few ? FEW.flatMap((code) => groups.filter((group) => group.code === code)) : groups
  const running = (needs.data ?? []).filter(isRunning)

  const begin = (group: string): void => {
    if (!isBegun(draft.get())) discardDraft()
    go('post', { group })
  }

  return (
    <Screen title={words.home.title} tab='home' bare>
      <EmergencyCalls names={named} />
      {waiting.length > 0 && (
        <button type='button' className='card tap warm' onClick={() => go('needs')}>
          <span className='row'><Icon name='clock' /><span className='grow strong'>{words.home.waiting(waiting.length)}</span></span>
        </button>
      )}
      {running.length > 0 && (
        <section aria-label={words.home.running}>
          <h2 className='h2'>{words.home.running}</h2>
          <div className='stack'>
            {running.slice(0, 2).map((need) => <NeedCard key={need.id} need={need} taxonomy={taxonomy} />)}
          </div>
        </section>
      )}
      <h1 className='h1'>{words.home.title}</h1>
      <span className='lead'>{words.home.lead}</span>
      {isBegun(written) && (
        <button type='button' className='card tap tint' onClick={() => go('post', {})}>
          <span className='strong'>{words.home.draft}</span>
          {written.text !== '' && <span className='p soft'>{written.text.slice(0, 40)}</span>}
        </button>
      )}
      <div className='tiles gap-top'>
        {shown.map((group) => (
          <button type='button' key={group.code} className='tile' onClick={() => begin(group.code)}>
            <span className='plate'><Icon name={iconOf(group.code)} /></span>
            <span>{words.home.groups[group.code] ?? named(group)}</span>
          </button>
        ))}
      </div>
      {elder && (
        <button type='button' className='btn gap-top' onClick={() => setAll(!all)}>{all ? words.home.fewer : words.home.all}</button>
      )}
    </Screen>
  )
}
