// What to call somebody, and where they live.
import { useState, type ReactNode } from 'react'
import { ChooseCommunity } from '@/features/places/ChooseCommunity'
import { shortName } from '@/features/places/divisions'
import { refreshMe, type Me } from '@/features/session/me'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { useLoad } from '@/platform/loading'
import { Button, Field, Icon, Trouble } from '@/ui/parts'

export function Profile({ me }: { me: Me }): ReactNode {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const [saved, setSaved] = useState(false)
  const { community: code } = me
  const community = useLoad(code ?? undefined, () => api('get', '/v1/divisions/{code}', { path: { code: code ?? '' }, anonymous: true }))
  const done = (): void => {
    setOpen(false)
    setSaved(true)
  }
  return (
    <>
      {community.data && <span className='row'><Icon name='pin' /><span className='grow'>{shortName(community.data)}</span></span>}
      {saved && !open && <span className='p strong' role='status' id='saved'>{words.profile.saved}</span>}
      {open ? (
        <Edit me={me} place={community.data ? shortName(community.data) : ''} onDone={done} />
      ) : (
        <div className='gap-top'><Button id='edit-me' onClick={() => setOpen(true)}>{words.profile.edit}</Button></div>
      )}
    </>
  )
}

function Edit({ me, place, onDone }: { me: Me; place: string; onDone: () => void }): ReactNode {
  const words = useWords()
  const [name, setName] = useState(me.name ?? '')
  const [community, setCommunity] = useState<{ code: string; name: string }>()
  const [choosing, setChoosing] = useState(false)
  const { busy, error, act } = useAct()
  const save = (): void =>
    void act(async () => {
      await api('patch', '/v1/me', { body: { name: name.trim(), ...(community && { community: community.code }) }, ifMatch: me.version })
      await refreshMe()
    }).then((well) => (well ? onDone() : refreshMe()))
  return (
    <div className='gap-top'>
      <Field id='my-name' label={words.profile.name} hint={words.profile.nameHint} value={name} maxLength={40} onChange={setName} wrong={error?.field('name')?.message} />
      {choosing ? (
        <ChooseCommunity
          onChoose={(chosen) => {
            setCommunity(chosen)
            setChoosing(false)
          }}
        />
      ) : (
        <div className='row'>
          <span className='grow'>{`${words.profile.community} ${community?.name ?? place}`}</span>
          <button type='button' className='link' id='my-community' onClick={() => setChoosing(true)}>{words.post.change}</button>
        </div>
      )}
      {error && (error.status === 412 ? <span className='wrong' role='alert'>{words.profile.changedElsewhere}</span> : <Trouble error={error} />)}
      {!choosing && <Button kind='primary' id='save-me' busy={busy} onClick={save}>{words.profile.save}</Button>}
    </div>
  )
}
