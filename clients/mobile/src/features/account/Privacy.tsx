// What is known of somebody here: what they agreed to, and who looked.
import { useState, type ReactNode } from 'react'
import type { Me } from '@/features/session/me'
import { useWords } from '@/i18n'
import { api } from '@/platform/api'
import { useLoad } from '@/platform/loading'
import { moment } from '@/platform/time'
import { Button, Trouble } from '@/ui/parts'

export function Privacy({ me }: { me: Me | undefined }): ReactNode {
  const words = useWords()
  return (
    <section aria-label={words.profile.privacy}>
      <h2 className='h2'>{words.profile.privacy}</h2>
      <div className='card'>
        <span className='hint'>{words.profile.consents}</span>
        {me?.consents.length === 0 && <span className='p'>{words.profile.noConsents}</span>}
        {me?.consents.map((consent) => (
          <span key={consent.purpose} className='p'>{`${words.profile.consentNames[consent.purpose] ?? consent.purpose} · ${words.profile.agreedAt(moment(consent.granted_at))}`}</span>
        ))}
      </div>
      <Looks />
    </section>
  )
}

/** As the server's log has it. */
function Looks(): ReactNode {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const looks = useLoad(open ? 'looks' : undefined, () => api('get', '/v1/me/audit', { query: { limit: 30 } }))
  return (
    <div className='gap-top'>
      <Button icon='search' onClick={() => setOpen(!open)}>{words.account.looks}</Button>
      {open && looks.error && <Trouble error={looks.error} again={looks.reload} />}
      {open && looks.data?.items.length === 0 && <span className='p soft'>{words.account.looksEmpty}</span>}
      {open && looks.data?.items.map((look) => (
        <div key={`${look.at}${look.record}`} className='card gap-top'>
          <span className='strong'>{words.account.roles[look.actor] ?? look.actor}</span>
          <span className='p small soft'>{moment(look.at)}</span>
        </div>
      ))}
    </div>
  )
}
