// A photo of a need or a conversation: small at first, large at a tap.
import { useState, type ReactNode } from 'react'
import { useWords } from '@/i18n'
import { IS_H5 } from '@/platform/api'
import { photoAt } from '@/platform/files'
import { useLoad } from '@/platform/loading'

/** A mini-program's image has a size of its own unless it is told how to fit. */
const FITTING = IS_H5 ? {} : { mode: 'aspectFit' }

export function Photo({ id }: { id: string }): ReactNode {
  const words = useWords()
  const [large, setLarge] = useState(false)
  const found = useLoad(`${id} ${large}`, () => photoAt(id, large ? 'full' : 'thumb'))
  return (
    <button type='button' className={`photo${large ? ' large' : ''}`} aria-label={large ? words.photo.smaller : words.photo.larger} onClick={() => setLarge(!large)}>
      {found.data ? (
        <img className='photo-image' src={found.data} alt={words.photo.one} {...FITTING} />
      ) : (
        <span className='soft small'>{found.error ? words.photo.missing : words.common.loading}</span>
      )}
    </button>
  )
}
