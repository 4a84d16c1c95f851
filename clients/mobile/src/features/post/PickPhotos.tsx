import type { ReactNode } from 'react'
import { useWords } from '@/i18n'
import { pickPhoto } from '@/platform/files'
import { useStore } from '@/platform/store'
import { Button, Icon } from '@/ui/parts'
import { chosenPhotos } from './photos'

/** The most that a need takes. */
const MOST = 6

export function PickPhotos(): ReactNode {
  const words = useWords()
  const photos = useStore(chosenPhotos)
  const pick = async (): Promise<void> => {
    const picked = await pickPhoto()
    if (picked) chosenPhotos.set([...chosenPhotos.get(), picked])
  }
  return (
    <div>
      {photos.length > 0 && (
        <div className='row' role='status'>
          <Icon name='camera' />
          <span className='grow' id='photos-chosen'>{words.photo.chosen(photos.length)}</span>
          <button type='button' className='link' onClick={() => chosenPhotos.set(photos.slice(0, -1))}>{words.photo.without}</button>
        </div>
      )}
      {photos.length < MOST && <Button icon='camera' id='pick-photo' onClick={() => void pick()}>{words.photo.pick}</Button>}
      <span className='hint gap-small'>{words.photo.needHint}</span>
    </div>
  )
}
