// The own portrait: the one that others see, and what became of the one sent after it.
import { useState, type ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { AddPhoto } from '@/features/photos/AddPhoto'
import { Photo } from '@/features/photos/Photo'
import { useWords } from '@/i18n'
import { useAct } from '@/platform/acting'
import { api } from '@/platform/api'
import { useLoad } from '@/platform/loading'
import { Button, Trouble } from '@/ui/parts'

export function Portrait({ id }: { id: string }): ReactNode {
  const words = useWords()
  const { data, error, reload } = useLoad(id, () => api('get', '/v1/providers/{id}/portrait', { path: { id } }))
  const [removing, setRemoving] = useState(false)
  const { busy, error: refused, act } = useAct(reload)
  const remove = (): void => {
    void act(() => api('delete', '/v1/providers/{id}/portrait', { path: { id } })).then(() => setRemoving(false))
  }
  return (
    <div className='card stack' id='portrait'>
      <h3 className='hint'>{words.portrait.own}</h3>
      {(error ?? refused) && <Trouble error={(error ?? refused)!} again={reload} />}
      {data?.shown && <Entry portrait={data.shown} />}
      {data?.next && <Entry portrait={data.next} />}
      <span className='p small soft'>{words.portrait.lead}</span>
      <AddPhoto method='PUT' path={`/v1/providers/${id}/portrait`} label={data?.shown || data?.next ? words.portrait.another : words.portrait.send} onSent={reload} />
      {(data?.shown || data?.next) && (removing ? (
        <>
          <Button kind='danger' busy={busy} onClick={remove}>{words.portrait.remove}</Button>
          <Button kind='quiet' onClick={() => setRemoving(false)}>{words.common.cancel}</Button>
        </>
      ) : (
        <Button kind='quiet' onClick={() => setRemoving(true)}>{words.portrait.remove}</Button>
      ))}
    </div>
  )
}

function Entry({ portrait }: { portrait: Schemas['Portrait'] }): ReactNode {
  const words = useWords()
  return (
    <div className='row wrap'>
      {portrait.state !== 'refused' && <Photo path={`/v1/portraits/${portrait.id}`} what={words.portrait.own} />}
      <span className='grow'>
        <span className={`chip${portrait.state === 'shown' ? '' : ' warm'}`}>{words.portrait.states[portrait.state]}</span>
        {portrait.reason && <span className='p'>{portrait.reason}</span>}
      </span>
    </div>
  )
}
