// Faces, and whether it is solved; the rest only for those who want to say more.
import { useRouter } from '@tarojs/taro'
import { useEffect, useState, type ReactNode } from 'react'
import { ApiError, type Schemas } from '@jinlin/sdk'
import { SignedIn } from '@/features/session/SignIn'
import { useWords } from '@/i18n'
import { api, useSession } from '@/platform/api'
import { useLoad } from '@/platform/loading'
import { back } from '@/platform/nav'
import { moment } from '@/platform/time'
import { Button, Choice, Field, Icon, type IconName, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'

type Rating = Schemas['RateTask']
type Dimension = 'attitude' | 'professionalism' | 'timeliness' | 'effect'
const DIMENSIONS: Dimension[] = ['attitude', 'professionalism', 'timeliness', 'effect']

function Faces({ label, value, onChange }: { label: string; value: number | null | undefined; onChange: (value: number) => void }): ReactNode {
  const words = useWords()
  return (
    <div className='faces' role='group' aria-label={label}>
      {words.rate.faces.map((word, i) => (
        <button type='button' key={word} className={`face${value === i + 1 ? ' on' : ''}`} aria-pressed={value === i + 1} onClick={() => onChange(i + 1)}>
          <Icon name={`face${i + 1}` as IconName} />
          <span>{word}</span>
        </button>
      ))}
    </div>
  )
}

export default function Rate(): ReactNode {
  const words = useWords()
  const id = useRouter().params.task ?? ''
  const signedIn = useSession() === 'active'
  const [rating, setRating] = useState<Partial<Rating>>({})
  const [more, setMore] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()
  const [incomplete, setIncomplete] = useState(false)
  const [thanks, setThanks] = useState<string>()
  // Rated before: what was said is shown, and changed.
  const before = useLoad(signedIn && id !== '' ? id : undefined, () =>
    api('get', '/v1/tasks/{id}/rating', { path: { id } }).catch((reason: unknown) => {
      if (reason instanceof ApiError && reason.status === 404) return undefined
      throw reason
    }),
  )
  useEffect(() => {
    if (before.data) setRating(before.data)
  }, [before.data])

  const change = (part: Partial<Rating>): void => setRating({ ...rating, ...part })
  const send = (): void => {
    const { overall, resolved } = rating
    if (overall === undefined || resolved === undefined) {
      setIncomplete(true)
      return
    }
    setBusy(true)
    setError(undefined)
    const { attitude, professionalism, timeliness, effect, comment } = rating
    api('put', '/v1/tasks/{id}/rating', {
      path: { id },
      body: { overall, resolved, attitude, professionalism, timeliness, effect, comment: comment?.trim() || null },
    })
      .then((given) => setThanks(given.editable_until))
      .catch((reason: unknown) => setError(reason as ApiError))
      .finally(() => setBusy(false))
  }

  if (thanks !== undefined) {
    return (
      <Screen title={words.rate.thanks}>
        <div className='card tint'>
          <span className='p'>{words.rate.thanksLead}</span>
          <span className='p soft small'>{words.rate.change(moment(thanks))}</span>
        </div>
        <div className='gap-top'><Button kind='primary' onClick={back}>{words.common.ok}</Button></div>
      </Screen>
    )
  }
  return (
    <Screen title={words.rate.title}>
      <SignedIn>
        <div className='stack gap-top'>
          <Faces label={words.rate.title} value={rating.overall} onChange={(overall) => change({ overall })} />
          <div>
            <h2 className='h2'>{words.rate.resolved}</h2>
            <Choice
              label={words.rate.resolved}
              value={rating.resolved}
              onChange={(resolved) => change({ resolved })}
              options={(['yes', 'partly', 'no'] as const).map((value) => ({ value, text: words.rate.resolvedWords[value] ?? value }))}
            />
          </div>
          {!more && <Button kind='quiet' onClick={() => setMore(true)}>{words.rate.more}</Button>}
          {more && DIMENSIONS.map((name) => (
            <div key={name}>
              <span className='label'>{words.rate.dimensions[name]}</span>
              <Faces label={words.rate.dimensions[name] ?? name} value={rating[name]} onChange={(value) => change({ [name]: value })} />
            </div>
          ))}
          {more && (
            <Field id='comment' area label={words.rate.comment} hint={words.rate.commentHint} maxLength={500} value={rating.comment ?? ''} onChange={(comment) => change({ comment })} />
          )}
          {incomplete && <span className='wrong' role='alert'>{words.rate.missing}</span>}
          {error && <Trouble error={error} />}
          <Button kind='primary' id='send-rating' busy={busy} onClick={send}>{words.rate.send}</Button>
        </div>
      </SignedIn>
    </Screen>
  )
}
