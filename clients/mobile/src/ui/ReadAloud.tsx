import type { ReactNode } from 'react'
import { useWords } from '@/i18n'
import { CAN_SPEAK, useSpeech } from '@/platform/speech'
import { Button } from './parts'

/** For those who would rather listen; not there where the phone has no voice. */
export function ReadAloud({ text }: { text: string }): ReactNode {
  const words = useWords()
  const { speaking, toggle } = useSpeech(text)
  if (!CAN_SPEAK) return null
  return <Button kind='quiet' icon='speaker' id='read-aloud' onClick={toggle}>{speaking ? words.common.readStop : words.common.readAloud}</Button>
}
