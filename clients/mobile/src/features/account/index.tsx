import { useState, type ReactNode } from 'react'
import { useMe, type Me } from '@/features/session/me'
import { SignIn } from '@/features/session/SignIn'
import { useTaxonomy } from '@/features/taxonomy/taxonomy'
import { named, useWords } from '@/i18n'
import { api, session, useSession } from '@/platform/api'
import { go } from '@/platform/nav'
import { prefs, usePrefs } from '@/platform/prefs'
import { Button, Choice, Dial, Icon } from '@/ui/parts'
import { Screen } from '@/ui/Screen'
import { Privacy } from './Privacy'
import { Profile } from './Profile'

export default function Account(): ReactNode {
  const words = useWords()
  const chosen = usePrefs()
  const state = useSession()
  const me = useMe()
  const taxonomy = useTaxonomy()
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
          <Own me={me} />
          <div className='gap-top'><Button icon='bell' id='notices' onClick={() => go('notices')}>{words.notices.open}</Button></div>
          <Privacy me={me} />
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

/** Who is signed in, and the way out. */
function Own({ me }: { me: Me | undefined }): ReactNode {
  const words = useWords()
  const [leaving, setLeaving] = useState(false)
  // Out on this phone at once; the server is told when it can be reached.
  const leave = (): void => {
    api('delete', '/v1/sessions/current').catch(() => undefined).finally(() => session.end('none'))
    setLeaving(false)
  }
  return (
    <>
      <h2 className='h2'>{words.account.signedIn}</h2>
      <div className='card'>
        {me?.name && <span className='card-title'>{me.name}</span>}
        <span className='p soft'>{me?.phone ?? ''}</span>
        {me && <Profile me={me} />}
        {leaving ? (
          <>
            <span className='p'>{words.account.signOutAsk}</span>
            <Button kind='danger' onClick={leave}>{words.account.signOut}</Button>
            <Button kind='quiet' onClick={() => setLeaving(false)}>{words.common.cancel}</Button>
          </>
        ) : (
          <Button kind='quiet' onClick={() => setLeaving(true)}>{words.account.signOut}</Button>
        )}
      </div>
    </>
  )
}
