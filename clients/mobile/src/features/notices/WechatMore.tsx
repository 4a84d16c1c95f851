// WeChat writes to somebody only as often as they agreed to, and asks them only on a tap. Mini-program only.
import Taro from '@tarojs/taro'
import type { ReactNode } from 'react'
import type { Schemas } from '@jinlin/sdk'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useAct } from '@/platform/acting'
import { useLoad } from '@/platform/loading'
import { Button, Trouble } from '@/ui/parts'

type Result = Schemas['ReportedConsent']['result']

export function WechatMore(): ReactNode {
  const words = useWords()
  const found = useLoad('consents', () => api('get', '/v1/wechat/consents'))
  const { busy, error, act } = useAct(found.reload)
  if (found.data === undefined) return null
  const { items, ask_next: next } = found.data
  const ask = async (): Promise<void> => {
    const told: Record<string, unknown> = { ...(await Taro.requestSubscribeMessage({ tmplIds: next, entityIds: [] })) }
    const results = next.filter((id) => told[id] !== undefined).map((id) => ({ template_id: id, result: told[id] as Result }))
    if (results.length > 0) await api('post', '/v1/wechat/consents', { body: { results } })
  }
  return (
    <section className='card' aria-label={words.notices.wechat}>
      <h2 className='card-title'>{words.notices.wechat}</h2>
      <span className='hint'>{items.length === 0 ? words.notices.wechatOff : words.notices.wechatLead}</span>
      {items.map((template) => <span key={template.template_id} className='p small'>{words.notices.wechatLeft(template.name_zh, template.remaining)}</span>)}
      {error && <Trouble error={error} />}
      {next.length > 0 && <Button id='wechat-more' busy={busy} onClick={() => void act(ask)}>{words.notices.wechatMore}</Button>}
    </section>
  )
}
