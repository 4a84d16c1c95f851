import { useDidShow } from '@tarojs/taro'
import type { ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { SignedIn } from '@/features/session/SignIn'
import { useWords } from '@/i18n'
import { api, useSession } from '@/platform/api'
import { useLive } from '@/platform/live'
import { useLoad } from '@/platform/loading'
import { go, top } from '@/platform/nav'
import { usePrefs } from '@/platform/prefs'
import { moment } from '@/platform/time'
import { Button, Loading, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'

type Note = Schemas['Notification']

/** What is told to those who serve, and about the task in their hand. */
const TO_THE_TEAM = ['visit_asked', 'visit_alarm', 'task_cancelled']

/** To the screen that a message is about. */
function open(note: Note): void {
  if (note.subject === 'offer') top('work')
  else if (note.kind === 'place_offered') go('nearby')
  else if (note.kind === 'leave_changed') go('leave')
  else if (note.kind === 'message_received' && note.task_id) go('talk', { task: note.task_id })
  else if (note.task_id && TO_THE_TEAM.includes(note.kind)) go('task', { id: note.task_id })
  else if (note.need_id) go('need', { id: note.need_id })
  else if (note.task_id) go('task', { id: note.task_id })
}

export default function Inbox(): ReactNode {
  const words = useWords()
  const { language } = usePrefs()
  const signedIn = useSession() === 'active'
  const notes = useLoad(signedIn ? `notes ${language}` : undefined, () => api('get', '/v1/notifications', { query: { limit: 50 } }))
  useDidShow(notes.reload)
  useLive(notes.reload)
  const newest = notes.data?.items[0]
  const fresh = notes.data?.items.some((note) => !note.read_at) ?? false
  return (
    <Screen title={words.inbox.title} tab='inbox'>
      <SignedIn>
        {notes.error && <Trouble error={notes.error} again={notes.reload} />}
        {notes.data === undefined && notes.loading && <Loading />}
        {notes.data?.items.length === 0 && <span className='p soft'>{words.inbox.empty}</span>}
        <div className='stack'>
          {notes.data?.items.map((note) => (
            <button type='button' key={note.id} className={`card tap${note.read_at ? '' : ' tint'}`} onClick={() => open(note)}>
              <span className='row'>
                <span className='card-title grow'>{note.title}</span>
                {!note.read_at && <span className='chip warm'>{words.inbox.fresh}</span>}
              </span>
              <span className='p'>{note.text}</span>
              <span className='p small soft'>{moment(note.created_at)}</span>
            </button>
          ))}
        </div>
        {fresh && newest && (
          <div className='gap-top'>
            <Button onClick={() => void api('post', '/v1/notifications/read', { body: { up_to: newest.id } }).then(notes.reload, () => undefined)}>{words.inbox.markRead}</Button>
          </div>
        )}
      </SignedIn>
    </Screen>
  )
}
