// The phone is verified when it is needed and not before: at sending, or to see how things stand.
import Taro from '@tarojs/taro'
import { useEffect, useState, type ReactNode } from 'react'
import { ApiError } from '@jinlin/sdk'
import { useWords } from '@/i18n'
import { api, IS_H5, session, useSession } from '@/platform/api'
import { recall, remember } from '@/platform/storage'
import { Button, Field, Tick, Trouble } from '@/ui/parts'

const AGAIN_SECONDS = 60

export function SignIn({ lead, onDone }: { lead?: string; onDone?: () => void }): ReactNode {
  const words = useWords()
  const state = useSession()
  const [phone, setPhone] = useState(recall<string>('phone') ?? '')
  const [code, setCode] = useState('')
  const [agreed, setAgreed] = useState(false)
  const [terms, setTerms] = useState<string>()
  const [wait, setWait] = useState(0)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()
  const [wrong, setWrong] = useState<{ phone?: string; code?: string; agree?: string }>({})

  useEffect(() => {
    if (wait <= 0) return undefined
    const timer = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(timer)
  }, [wait])

  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    setError(undefined)
    setWrong({})
    try {
      await work()
    } catch (reason) {
      const failure = reason as ApiError
      if (failure.field('phone')) setWrong({ phone: words.sign.phoneWrong })
      else if (failure.field('code') || failure.status === 401 || failure.code.includes('code')) setWrong({ code: words.sign.codeWrong })
      else setError(failure)
    }
    setBusy(false)
  }

  const askForCode = (): Promise<void> =>
    attempt(async () => {
      if (phone.length !== 11) {
        setWrong({ phone: words.sign.phoneWrong })
        return
      }
      const sent = await api('post', '/v1/auth/codes', { body: { phone }, anonymous: true })
      setTerms(sent.terms_version)
      setWait(AGAIN_SECONDS)
    })

  const enter = (): Promise<void> =>
    attempt(async () => {
      if (!agreed) {
        setWrong({ agree: words.sign.mustAgree })
        return
      }
      if (code.length !== 6) {
        setWrong({ code: words.sign.codeWrong })
        return
      }
      const begun = await api('post', '/v1/sessions', {
        body: { phone, code, client: IS_H5 ? 'h5' : 'mini_program', consent_version: terms ?? null },
        anonymous: true,
      })
      remember('phone', phone)
      session.begin(begun)
      onDone?.()
    })

  const byWechat = (): Promise<void> =>
    attempt(async () => {
      if (!agreed) {
        setWrong({ agree: words.sign.mustAgree })
        return
      }
      const given = await Taro.login()
      const begun = await api('post', '/v1/sessions/wechat', { body: { code: given.code, consent_version: terms ?? null }, anonymous: true })
      session.begin(begun)
      onDone?.()
    })

  return (
    <section className='card' aria-label={words.sign.title}>
      <h2 className='card-title'>{words.sign.title}</h2>
      <span className='lead'>{state === 'expired' ? words.sign.expired : (lead ?? words.sign.lead)}</span>
      <Field id='phone' label={words.sign.phone} value={phone} onChange={setPhone} digits={11} wrong={wrong.phone} autoComplete='tel-national' />
      {terms === undefined ? (
        <Button kind='primary' id='send-code' busy={busy} onClick={() => void askForCode()}>{words.sign.sendCode}</Button>
      ) : (
        <>
          <Field id='code' label={words.sign.code} value={code} onChange={setCode} digits={6} wrong={wrong.code} autoComplete='one-time-code' />
          <div className='field'>
            {words.sign.terms.map((sentence) => (
              <span key={sentence} className='p small soft'>{`· ${sentence}`}</span>
            ))}
            <Tick on={agreed} onChange={setAgreed}>{words.sign.agree}</Tick>
            {wrong.agree && <span className='wrong' role='alert'>{wrong.agree}</span>}
          </div>
          <Button kind='primary' id='enter' busy={busy} onClick={() => void enter()}>{words.sign.enter}</Button>
          {wait > 0 ? (
            <span className='p soft small'>{words.sign.again(wait)}</span>
          ) : (
            <Button kind='quiet' onClick={() => void askForCode()}>{words.sign.sendCode}</Button>
          )}
          {!IS_H5 && <Button onClick={() => void byWechat()}>{words.sign.wechat}</Button>}
        </>
      )}
      {error && <Trouble error={error} />}
    </section>
  )
}

/** What needs an account, or the way to one. */
export function SignedIn({ children }: { children: ReactNode }): ReactNode {
  const words = useWords()
  const state = useSession()
  if (state === 'active') return children
  return <SignIn lead={words.sign.laterLead} />
}
