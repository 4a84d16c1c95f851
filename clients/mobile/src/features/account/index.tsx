import { useState, type ReactNode } from 'react'
import { useMe } from '@/features/session/me'
import { SignIn } from '@/features/session/SignIn'
import { useTaxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { api, session, useSession } from '@/platform/api'
import { useLoad } from '@/platform/loading'
import { prefs, usePrefs } from '@/platform/prefs'
import { moment } from '@/platform/time'
import { Button, Choice, Dial, Icon, Trouble } from '@/ui/parts'
import { Screen } from '@/ui/Screen'

export default function Account(): ReactNode {
  const words = useWords()
  const chosen = usePrefs()
  const state = useSession()
  const me = useMe()
  const taxonomy = useTaxonomy()
  const [leaving, setLeaving] = useState(false)
  return (
    <Screen title={words.account.title} tab='account'>
      <h2 className='h2'>{words.account.type}</h2>
      <Choice
        label={words.account.type}
        value={chosen.elder ? 'large' : 'standard'}
        onChange={(value) => prefs.set({ ...chosen, elder: value === 'large' })}
        options={[{ value: 'standard', text: words.account.standard }, { value: 'large', text: words.account.large }]}
      />
      <h2 className='h2'>{words.account.language}</h2>
      <Choice
        label={words.account.language}
        value={chosen.language}
        onChange={(language) => prefs.set({ ...chosen, language })}
        options={[{ value: 'zh', text: '中文' }, { value: 'en', text: 'English' }]}
      />
      <h2 className='h2'>{words.account.help}</h2>
      <span className='card tint row'><Icon name='shield' /><span className='grow'>{words.post.free}</span></span>
      {state === 'active' ? (
        <>
          <h2 className='h2'>{words.account.signedIn}</h2>
          <div className='card'>
            {me?.name && <span className='card-title'>{me.name}</span>}
            <span className='p soft'>{me?.phone ?? ''}</span>
            {leaving ? (
              <>
                <span className='p'>{words.account.signOutAsk}</span>
                <Button
                  kind='danger'
                  onClick={() => {
                    // Out on this phone at once; the server is told when it can be reached.
                    api('delete', '/v1/sessions/current').catch(() => undefined).finally(() => session.end('none'))
                    setLeaving(false)
                  }}
                >
                  {words.account.signOut}
                </Button>
                <Button kind='quiet' onClick={() => setLeaving(false)}>{words.common.cancel}</Button>
              </>
            ) : (
              <Button kind='quiet' onClick={() => setLeaving(true)}>{words.account.signOut}</Button>
            )}
          </div>
          <Looks />
        </>
      ) : (
        <div className='gap-top'><SignIn lead={words.sign.laterLead} /></div>
      )}
      <h2 className='h2'>{words.account.hotlines}</h2>
      <div className='stack'>
        {(taxonomy?.hotlines ?? []).map((line) => (
          <Dial key={line.code} className='card tap' number={line.number} label={words.common.call(named(line), line.number)}>
            <span className='row'><Icon name='phone' /><span className='strong'>{line.number}</span><span className='grow'>{named(line)}</span></span>
          </Dial>
        ))}
      </div>
    </Screen>
  )
}

/** Who looked at the own data, as the server's log has it. */
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
