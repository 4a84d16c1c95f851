// A photo of a need, a conversation or a person: small at first, large at a tap.
import { useState, type ReactNode } from 'react'
import { useWords } from '@/i18n'
import { IS_H5 } from '@/platform/api'
import { pictureAt } from '@/platform/files'
import { useLoad } from '@/platform/loading'

/** A mini-program's image has a size of its own unless it is told how to fit. */
const FITTING = IS_H5 ? {} : { mode: 'aspectFit' }

/** `what`: what it shows, for those who do not see it. */
export function Photo({ path, what, round }: { path: string; what?: string; round?: boolean }): ReactNode {
  const words = useWords()
  const [large, setLarge] = useState(false)
  const found = useLoad(`${path} ${large}`, () => pictureAt(path, large ? 'full' : 'thumb'))
  const label = [what, large ? words.photo.smaller : words.photo.larger].filter(Boolean).join(' ')
  return (
    <button type='button' className={`photo${large ? ' large' : round ? ' round' : ''}`} aria-label={label} onClick={() => setLarge(!large)}>
      {found.data ? (
        <img className='photo-image' src={found.data} alt={what ?? words.photo.one} {...FITTING} />
      ) : (
        <span className='soft small'>{found.error ? words.photo.missing : words.common.loading}</span>
      )}
    </button>
  )
}
