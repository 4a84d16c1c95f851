// Reading aloud, where the platform has a voice. Mini-programs have none; there the button is not shown.
import { useEffect, useState } from 'react'
import { IS_H5 } from './api'
import { prefs } from './prefs'

export const CAN_SPEAK = IS_H5 && 'speechSynthesis' in window

/** Whether it speaks now, and the switch. It stops when the screen goes. */
export function useSpeech(text: string): { speaking: boolean; toggle: () => void } {
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => () => (CAN_SPEAK ? speechSynthesis.cancel() : undefined), [])
  const toggle = (): void => {
    speechSynthesis.cancel()
    if (speaking) {
      setSpeaking(false)
      return
    }
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.lang = prefs.get().language === 'zh' ? 'zh-CN' : 'en-GB'
    // Slower than usual: it is for those who are hard of hearing, too.
    utterance.rate = 0.85
    utterance.onend = () => setSpeaking(false)
    utterance.onerror = () => setSpeaking(false)
    setSpeaking(true)
    speechSynthesis.speak(utterance)
  }
  return { speaking, toggle }
}
