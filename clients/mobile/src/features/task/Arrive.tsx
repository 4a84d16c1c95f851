// Arriving: by the phone's place, by the code on the resident's phone, or by the resident's own tap.
import Taro from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import { useWords } from '@/i18n'
import { api, IS_H5 } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { currentFix } from '@/platform/position'
import { Button, Field, Trouble } from '@/ui/parts'
import type { Task } from './reading'

export function Arrive({ task, reload }: { task: Task; reload: () => void }): ReactNode {
  const words = useWords()
  const [nowhere, setNowhere] = useState(false)
  const [reason, setReason] = useState('')
  const [byCode, setByCode] = useState(false)
  const { busy, error, act } = useAct(reload)
  const farAway = error?.field('reason') !== undefined || reason !== ''
  const byPlace = async (): Promise<void> => {
    const fix = await currentFix().catch(() => undefined)
    setNowhere(fix === undefined)
    if (fix === undefined) setByCode(true)
    else await api('post', '/v1/tasks/{id}/check-in', { path: { id: task.id }, body: { ...fix, reason: reason.trim() || null } })
  }
  return (
    <section className='stack' aria-label={words.task.checkIn}>
      {error && error.errors.length === 0 && <Trouble error={error} />}
      {nowhere && <span className='card warm' role='alert'>{words.task.nowhere}</span>}
      {farAway && <Field id='reason' label={words.task.checkInReason} value={reason} onChange={setReason} />}
      <Button kind='primary' id='check-in' icon='pin' busy={busy} onClick={() => void act(byPlace)}>{words.task.checkIn}</Button>
      {byCode ? (
        <ByCode taskId={task.id} reload={reload} />
      ) : (
        <Button kind='quiet' id='by-code' onClick={() => setByCode(true)}>{words.task.checkInCode}</Button>
      )}
    </section>
  )
}

function ByCode({ taskId, reload }: { taskId: string; reload: () => void }): ReactNode {
  const words = useWords()
  const [code, setCode] = useState('')
  const { busy, error, act } = useAct(reload)
  const send = (typed: string): void => void act(() => api('post', '/v1/tasks/{id}/check-in', { path: { id: taskId }, body: { code: typed.trim() } }))
  const scan = (): void =>
    void Taro.scanCode({ scanType: ['qrCode'] }).then(
      (read) => {
        setCode(read.result)
        send(read.result)
      },
      // Closed without a code: the field is still there.
      () => undefined,
    )
  const wrong = error?.field('code') && words.task.codeWrong
  return (
    <div className='card'>
      {!IS_H5 && <Button icon='search' id='scan' onClick={scan}>{words.task.scan}</Button>}
      <Field id='visit-code' label={words.task.code} hint={words.task.codeHint} value={code} maxLength={24} autoComplete='off' onChange={(typed) => setCode(typed.toUpperCase())} wrong={wrong} />
      {error && !wrong && <Trouble error={error} />}
      <Button id='code-send' busy={busy} onClick={() => code.trim() !== '' && send(code)}>{words.task.codeSend}</Button>
      <span className='p small soft'>{words.task.byResident}</span>
    </div>
  )
}
