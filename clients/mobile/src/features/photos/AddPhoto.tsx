// Choosing a photo and sending it; what goes wrong is said in the words of somebody who holds a phone.
import { useRef, useState, type ReactNode } from 'react'
import { randomKey, type ApiError } from '@jinlin/sdk'
import { useWords, type Words } from '@/i18n'
import { pickPhoto, sendPhoto, type Picked, type Target } from '@/platform/files'
import { Button } from '@/ui/parts'

function sentence(words: Words, error: ApiError): string {
  if (error.offline) return words.photo.offline
  if (error.status === 413) return words.photo.tooLarge
  if (error.status === 415 || error.status === 422) return words.photo.notAPhoto
  if (error.status === 409) return words.photo.tooMany
  return error.message || words.common.failed
}

interface AddPhotoProps {
  /** Where it goes. */
  path: string
  method?: Target['method']
  onSent: () => void
  /** What the button says, where it is not any photo. */
  label?: string
  compact?: boolean
}

export function AddPhoto({ path, method = 'POST', onSent, label, compact }: AddPhotoProps): ReactNode {
  const words = useWords()
  const [part, setPart] = useState<number>()
  const [error, setError] = useState<ApiError>()
  // What is sent again after a lost answer is the same photo, under the same key.
  const kept = useRef<{ picked: Picked; key: string }>()

  const send = async (): Promise<void> => {
    if (kept.current === undefined) return
    setError(undefined)
    setPart(0)
    try {
      await sendPhoto({ path, method }, kept.current.picked, setPart, kept.current.key)
      kept.current = undefined
      onSent()
    } catch (reason) {
      setError(reason as ApiError)
    }
    setPart(undefined)
  }
  const choose = async (): Promise<void> => {
    const picked = await pickPhoto()
    if (picked === undefined) return
    kept.current = { picked, key: randomKey() }
    await send()
  }
  const percent = Math.round((part ?? 0) * 100)
  return (
    <>
      {compact ? (
        <button type='button' className='btn photo-add' id='photo' aria-label={words.photo.add} aria-busy={part !== undefined} onClick={() => part === undefined && void choose()}>
          <span className='ico i-camera' aria-hidden='true' />
        </button>
      ) : (
        <Button icon='camera' id='photo' busy={part !== undefined} onClick={() => void choose()}>{label ?? words.photo.add}</Button>
      )}
      {part !== undefined && (
        <span className='progress' role='progressbar' aria-label={words.photo.sending(percent)} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
          <span className='progress-done' style={{ width: `${Math.max(4, percent)}%` }} />
          <span className='progress-words'>{words.photo.sending(percent)}</span>
        </span>
      )}
      {error && (
        <span className='card warm' role='alert'>
          <span className='p strong'>{sentence(words, error)}</span>
          {error.retryable && <Button onClick={() => void send()}>{words.common.again}</Button>}
        </span>
      )}
    </>
  )
}
