// Help, on every screen of a task: asked once whether it is meant, then away at once, with the place that is known; a fresher one follows.
import { useState, type ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { named, useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { useLoad } from '@/platform/loading'
import { currentFix, lastFix, type Fix } from '@/platform/position'
import { Button, Dial, EMERGENCY, Icon } from '@/ui/parts'

type Alarm = Schemas['AlarmRow'] & Partial<Schemas['Sos']>

interface SosProps {
  taskId: string
  memberId: string
}

export function Sos({ taskId, memberId }: SosProps): ReactNode {
  const words = useWords()
  const [asking, setAsking] = useState(false)
  const [raised, setRaised] = useState<Alarm>()
  const [placeless, setPlaceless] = useState(false)
  // Asked for before this screen was opened anew: it still stands.
  const standing = useLoad(`${taskId} ${memberId}`, () => api('get', '/v1/visit-alarms', { query: { state: 'open', limit: 20 } }))
  const before = standing.data?.items.find((alarm) => alarm.member_id === memberId && alarm.kind === 'sos')
  const alarm: Alarm | undefined = raised ?? before
  const { busy, error, act } = useAct()
  const raise = async (fix: Fix | undefined): Promise<void> => setRaised(await api('post', '/v1/tasks/{id}/sos', { path: { id: taskId }, body: { ...fix } }))
  const call = (): void => {
    void act(() => raise(lastFix()))
    currentFix().then(raise).catch(() => setPlaceless(lastFix() === undefined))
  }
  const safe = (id: string): void =>
    void act(async () => {
      await api('post', '/v1/visit-alarms/{id}/end', { path: { id }, body: { outcome: 'safe' } })
      setRaised(undefined)
      setAsking(false)
      standing.reload()
    })

  if (!asking && alarm === undefined) {
    return <Button kind='danger' icon='alarm' id='sos' onClick={() => setAsking(true)}>{words.sos.button}</Button>
  }
  return (
    <div className='sos-card' role='alert'>
      {alarm ? (
        <>
          <span className='card-title' id='sos-sent'>{words.sos.sent}</span>
          <Told alerted={alarm.alerted} />
          {placeless && <span className='p'>{words.sos.noPlace}</span>}
        </>
      ) : (
        <>
          <span className='card-title'>{error ? words.sos.failed : words.sos.ask}</span>
          <span className='p small'>{words.sos.lead}</span>
          <Button kind='danger' icon='alarm' id='sos-yes' busy={busy} onClick={call}>{words.sos.yes}</Button>
        </>
      )}
      <div className='hots gap-small'>
        {EMERGENCY.map((line) => (
          <Dial key={line.number} className='hot' number={line.number} label={words.common.call(named(line), line.number)}>
            <span className='n'>{line.number}</span>
          </Dial>
        ))}
      </div>
      {alarm ? (
        <Button kind='quiet' id='sos-safe' busy={busy} onClick={() => safe(alarm.id)}>{words.sos.safe}</Button>
      ) : (
        <Button kind='quiet' id='sos-no' onClick={() => setAsking(false)}>{words.sos.no}</Button>
      )}
    </div>
  )
}

function Told({ alerted }: { alerted: Schemas['AlertedDto'][] | undefined }): ReactNode {
  const words = useWords()
  if (alerted === undefined) return null
  if (alerted.length === 0) return <span className='p strong'>{words.sos.nobody}</span>
  const who = [...new Set(alerted.map((each) => words.sos.capacities[each.capacity] ?? each.capacity))]
  return <span className='row'><Icon name='tick' /><span className='grow'>{`${words.sos.told}：${who.join('、')}`}</span></span>
}
