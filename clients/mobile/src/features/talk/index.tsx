// The talk about one task, between resident and team.
import { useRouter } from '@tarojs/taro'
import { useRef, useState, type ReactNode } from 'react'
import { ApiError, randomKey } from '@jinlin/sdk'
import { AddPhoto } from '@/features/photos/AddPhoto'
import { Photo } from '@/features/photos/Photo'
import { SignedIn } from '@/features/session/SignIn'
import { Sos } from '@/features/task/Sos'
import { useWords } from '@/i18n'
import { api, useSession } from '@/platform/api'
import { useLive } from '@/platform/live'
import { useLoad } from '@/platform/loading'
import { recall, remember } from '@/platform/storage'
import { moment } from '@/platform/time'
import { Button, Icon, Loading, textOf, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'

export default function Talk(): ReactNode {
  const words = useWords()
  // `member`: the own place in the team, for those who serve.
  const { task: id = '', member } = useRouter().params
  const signedIn = useSession() === 'active'
  const [text, setText] = useState(recall<string>(`talk.${id}`) ?? '')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()
  // The same sentence sent again after a lost answer keeps its key; another sentence gets another.
  const key = useRef(randomKey())
  const talk = useLoad(signedIn && id !== '' ? id : undefined, async () => {
    const read = await api('get', '/v1/tasks/{id}/messages', { path: { id }, query: { limit: 100 } })
    const newest = read.items[0]
    if (newest && read.unread > 0) {
      api('post', '/v1/tasks/{id}/messages/read', { path: { id }, body: { up_to: newest.id } }).catch(() => undefined)
    }
    return read
  })
  useLive((event) => (event === undefined || event.kind === 'message.posted') && talk.reload())

  const write = (value: string): void => {
    if (value !== text) key.current = randomKey()
    setText(value)
    remember(`talk.${id}`, value === '' ? undefined : value)
  }
  const send = (): void => {
    if (text.trim() === '') return
    setBusy(true)
    setError(undefined)
    api('post', '/v1/tasks/{id}/messages', { path: { id }, body: { text: text.trim() }, idempotencyKey: key.current })
      .then(() => {
        write('')
        talk.reload()
      })
      .catch((reason: unknown) => setError(reason as ApiError))
      .finally(() => setBusy(false))
  }
  return (
    <Screen title={words.talk.title}>
      <SignedIn>
        {member && talk.data?.open && <div className='stack'><Sos taskId={id} memberId={member} /></div>}
        <span className='card tint row gap-top'><Icon name='shield' /><span className='grow small'>{words.talk.safety}</span></span>
        {talk.error && <Trouble error={talk.error} again={talk.reload} />}
        {talk.data === undefined && talk.loading && <Loading />}
        <div className='bubbles gap-top' role='log'>
          {talk.data?.items.length === 0 && <span className='soft'>{words.talk.empty}</span>}
          {[...(talk.data?.items ?? [])].reverse().map((message) => (
            <div key={message.id} className={`bubble${message.mine ? ' mine' : ''}`}>
              <span className='small soft'>{`${message.mine ? words.talk.me : (words.talk.from[message.from] ?? '')} · ${moment(message.created_at)}`}</span>
              {message.text && <span className='p'>{message.text}</span>}
              {message.photo && <Photo path={`/v1/photos/${message.photo.id}`} />}
            </div>
          ))}
        </div>
        {error && <Trouble error={error} />}
        {talk.data?.open === false ? (
          <span className='p soft'>{words.talk.closed}</span>
        ) : (
          <div className='send'>
            <AddPhoto compact path={`/v1/tasks/${id}/messages`} onSent={talk.reload} />
            <input className='input grow' id='message-text' aria-label={words.talk.write} placeholder={words.talk.write} value={text} maxLength={1000} onInput={(event) => write(textOf(event))} />
            <Button kind='primary' id='send-message' busy={busy} onClick={send}>{words.talk.send}</Button>
          </div>
        )}
      </SignedIn>
    </Screen>
  )
}
