// The own hours: all together, one by one, and as a slip that anybody can verify.
import { useState, type ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { SignedIn } from '@/features/session/SignIn'
import { categoryOf, useTaxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords, type Words } from '@/i18n'
import { api, IS_H5 } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { openPaper } from '@/platform/files'
import { useLoad } from '@/platform/loading'
import { civilDay, moment } from '@/platform/time'
import { DateField } from '@/ui/DateField'
import { Button, Loading, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'

const amount = (words: Words, minutes: number): string => words.hours.amount(Math.floor(minutes / 60), minutes % 60)

export default function Hours(): ReactNode {
  const words = useWords()
  return (
    <Screen title={words.hours.title}>
      <SignedIn>
        <Served />
        <Slips />
      </SignedIn>
    </Screen>
  )
}

function Served(): ReactNode {
  const words = useWords()
  const taxonomy = useTaxonomy()
  const [earlier, setEarlier] = useState<Schemas['Hours'][]>([])
  const first = useLoad('hours', () => api('get', '/v1/me/hours', { query: { limit: 20 } }))
  const { busy, error, act } = useAct()
  const pages = first.data ? [first.data, ...earlier] : []
  const cursor = pages[pages.length - 1]?.next_cursor ?? undefined
  const more = async (): Promise<void> => setEarlier([...earlier, await api('get', '/v1/me/hours', { query: { limit: 20, cursor } })])
  const trouble = first.error ?? error
  return (
    <>
      {trouble && <Trouble error={trouble} again={first.reload} />}
      {first.loading && !first.data && <Loading />}
      {first.data && (
        <div className='card tint'>
          <span className='hint'>{words.hours.total}</span>
          <span className='figure' id='total'>{amount(words, first.data.minutes)}</span>
        </div>
      )}
      {first.data?.items.length === 0 && <span className='p soft'>{words.hours.none}</span>}
      {pages.length > 0 && first.data?.items.length !== 0 && <h2 className='h2'>{words.hours.list}</h2>}
      <div className='stack'>
        {pages.flatMap((page) => page.items).map((row) => {
          const category = categoryOf(taxonomy, row.category)
          return (
            <div key={row.task_id} className='card'>
              <span className='row'>
                <span className='card-title grow'>{category ? named(category) : row.category}</span>
                <span className='strong'>{amount(words, row.minutes)}</span>
              </span>
              {row.checked_in_at && <span className='p soft small'>{moment(row.checked_in_at)}</span>}
              {row.corrections.map((correction) => (
                <span key={correction.at} className='p small'>{[words.hours.corrected(correction.minutes), correction.reason].filter(Boolean).join(' · ')}</span>
              ))}
            </div>
          )
        })}
      </div>
      {cursor && <Button busy={busy} onClick={() => void act(more)}>{words.hours.more}</Button>}
    </>
  )
}

function Slips(): ReactNode {
  const words = useWords()
  const today = civilDay(Date.now())
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`)
  const [to, setTo] = useState(today)
  const slips = useLoad('slips', () => api('get', '/v1/me/hours/certificates', { query: { limit: 20 } }))
  const making = useAct(slips.reload)
  const trouble = slips.error ?? making.error
  return (
    <section aria-label={words.hours.slips}>
      <h2 className='h2'>{words.hours.slips}</h2>
      <span className='lead'>{words.hours.slipsLead}</span>
      <div className='card'>
        <DateField id='from' label={words.hours.from} value={from} onChange={setFrom} />
        <DateField id='to' label={words.hours.to} value={to} onChange={setTo} />
        {trouble && <Trouble error={trouble} />}
        <Button kind='primary' icon='paper' id='make-slip' busy={making.busy} onClick={() => void making.act(() => api('post', '/v1/me/hours/certificates', { body: { from, to } }))}>
          {words.hours.make}
        </Button>
      </div>
      <div className='stack gap-top'>{slips.data?.items.map((slip) => <Slip key={slip.id} slip={slip} />)}</div>
    </section>
  )
}

function Slip({ slip }: { slip: Schemas['HourCertificate'] }): ReactNode {
  const words = useWords()
  const { busy, error, act } = useAct()
  return (
    <div className='card slip'>
      <span className='card-title'>{`${slip.from} – ${slip.to}`}</span>
      <span className='p'>{`${amount(words, slip.minutes)} · ${words.hours.tasks(slip.tasks)}`}</span>
      <span className='p small soft'>{words.hours.code(slip.code)}</span>
      {error && <Trouble error={error} />}
      <Button icon='paper' busy={busy} onClick={() => void act(() => openPaper(`/v1/me/hours/certificates/${slip.id}.pdf`, `${words.hours.slips} ${slip.from}–${slip.to}`))}>{words.hours.open}</Button>
      {IS_H5 && <a className='link' href={`/verify/${encodeURIComponent(slip.code)}`}>{words.hours.verify}</a>}
    </div>
  )
}
