// Whom to expect at the door: the face, where an officer has looked at it; until then the first letter of the name.
import type { ReactNode } from 'react'
import { useWords } from '@/i18n'
import { Photo } from './Photo'

export function Face({ name, portrait }: { name: string | null | undefined; portrait: string | null | undefined }): ReactNode {
  const words = useWords()
  if (!portrait) return <span className='portrait' aria-hidden='true'>{name?.slice(0, 1) ?? '·'}</span>
  return <Photo round path={`/v1/portraits/${portrait}`} what={words.portrait.of(name ?? '')} />
}
