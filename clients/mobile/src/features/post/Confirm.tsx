// Once over it, the phone verified if it is not, and away. A possible duplicate is asked about before it is sent.
import { useState, type ReactNode } from 'react'
import type { ApiError } from '@jinlin/sdk'
import { SignIn } from '@/features/session/SignIn'
import type { Category } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { useSession } from '@/platform/api'
import { go, replace, top } from '@/platform/nav'
import { span } from '@/platform/time'
import { Button, Choice, Icon, Trouble } from '@/ui/parts'
import { finishDraft, type Draft } from './draft'
import { deliver, drop, enqueue, type Entry } from './outbox'
import { requestOf, windowOf } from './request'

interface ConfirmProps {
  written: Draft
  category: Category | undefined
  edit: (step: 'what' | 'where') => void
  change: (part: Partial<Draft>) => void
}

export function Confirm({ written, category, edit, change }: ConfirmProps): ReactNode {
  const words = useWords()
  const signedIn = useSession() === 'active'
  const [busy, setBusy] = useState(false)
  const [waiting, setWaiting] = useState(false)
  const [doubt, setDoubt] = useState<Entry>()
  const [error, setError] = useState<ApiError>()
  const window = windowOf(written.when)

  const away = async (entry: Entry): Promise<void> => {
    setBusy(true)
    setError(undefined)
    setDoubt(undefined)
    const outcome = await deliver(entry, true)
    setBusy(false)
    if (outcome.kind === 'sent') {
      finishDraft()
      replace('need', { id: outcome.needId })
    } else if (outcome.kind === 'duplicate') {
      setDoubt(outcome.entry)
    } else if (outcome.kind === 'waiting') {
      finishDraft()
      setWaiting(true)
    } else {
      // It goes back to being written: what the server refuses is corrected here and not in the outbox.
      drop(entry)
      if (outcome.kind === 'refused') setError(outcome.error)
    }
  }
  const send = (): void => void away(enqueue(requestOf(written), category ? named(category) : written.text.trim().slice(0, 30)))

  if (waiting) {
    return (
      <div className='stack'>
        <div className='card warm' role='status'>
          <span className='row'><Icon name='clock' big /><span className='card-title grow'>{words.post.queued}</span></span>
          <span className='p'>{words.post.queuedLead}</span>
        </div>
        <Button kind='primary' onClick={() => top('needs')}>{words.common.ok}</Button>
      </div>
    )
  }
  if (doubt) {
    const other = doubt.duplicates?.find((duplicate) => duplicate.need_id)?.need_id
    return (
      <div className='stack'>
        <div className='card warm' role='alert'>
          <span className='card-title'>{words.post.duplicateTitle}</span>
          <span className='p'>{words.post.duplicateLead}</span>
        </div>
        {other && <Button kind='primary' onClick={() => go('need', { id: other })}>{words.post.duplicateShow}</Button>}
        <Button id='send-anyway' busy={busy} onClick={() => void away({ ...doubt, sure: true })}>{words.post.duplicateSend}</Button>
        <Button
          kind='quiet'
          onClick={() => {
            drop(doubt)
            setDoubt(undefined)
          }}
        >
          {words.common.cancel}
        </Button>
      </div>
    )
  }
  const place = [written.community?.name, written.compound?.name, written.address].filter(Boolean).join(' ')
  return (
    <div className='stack'>
      <div className='card'>
        <Line name={words.post.whatShort} onEdit={() => edit('what')}>
          {category && <span className='strong'>{named(category)}</span>}
          {written.text.trim() !== '' && <span className='p'>{written.text}</span>}
        </Line>
        {written.somebodyElse && (
          <Line name={words.post.whoShort} onEdit={() => edit('what')}>
            <span>{`${words.post.relations[written.relation] ?? ''} ${written.theirName}`}</span>
          </Line>
        )}
        <Line name={words.post.whereShort} onEdit={() => edit('where')}><span>{place}</span></Line>
        <Line name={words.post.whenShort} onEdit={() => edit('where')}>
          <span>{window ? span(window.from, window.until) : words.post.asap}</span>
        </Line>
      </div>
      <div>
        <span className='label'>{words.post.gender}</span>
        <Choice
          label={words.post.gender}
          value={written.gender}
          onChange={(gender) => change({ gender })}
          options={(['any', 'female', 'male'] as const).map((value) => ({ value, text: words.post.genders[value] }))}
        />
      </div>
      {error && <Trouble error={error} />}
      {signedIn ? (
        <Button kind='primary' id='send' busy={busy} onClick={send}>{busy ? words.post.sending : words.post.send}</Button>
      ) : (
        <SignIn />
      )}
      <span className='card tint row'><Icon name='shield' /><span className='grow small'>{words.post.free}</span></span>
    </div>
  )
}

function Line({ name, onEdit, children }: { name: string; onEdit: () => void; children: ReactNode }): ReactNode {
  const words = useWords()
  return (
    <div className='row entry'>
      <div className='grow'>
        <span className='hint'>{name}</span>
        {children}
      </div>
      <button type='button' className='link' aria-label={`${words.post.edit} ${name}`} onClick={onEdit}>{words.post.edit}</button>
    </div>
  )
}
