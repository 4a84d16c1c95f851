// The frame of every screen: back, large type and language above; the main pages below.
import Taro from '@tarojs/taro'
import { useEffect, type ReactNode } from 'react'
import { isProvider, useMe } from '@/features/session/me'
import { useWords } from '@/i18n'
import { IS_H5 } from '@/platform/api'
import { back, top, type PageName } from '@/platform/nav'
import { prefs, usePrefs } from '@/platform/prefs'
import { Icon, type IconName } from './parts'

interface ScreenProps {
  title: string
  children: ReactNode
  /** The main page that this is; without it the screen has a way back instead. */
  tab?: PageName
  /** In place of going back. */
  onBack?: () => void
  /** Leaves the heading out where the screen has its own. */
  bare?: boolean
  /** What stays in reach at the lower edge, however long the screen is. */
  footer?: ReactNode
}

/** The mini-program draws its own capsule at the top right; the bar begins below it. */
function headRoom(): number {
  if (IS_H5) return 0
  try {
    return Taro.getMenuButtonBoundingClientRect().bottom
  } catch {
    return 64
  }
}

export function Screen({ title, children, tab, onBack, bare, footer }: ScreenProps): ReactNode {
  const words = useWords()
  const chosen = usePrefs()
  useEffect(() => {
    if (IS_H5) document.title = `${title} · ${words.app}`
  }, [title, words])
  const { elder } = chosen
  return (
    <div className={`screen${elder ? ' elder' : ''}`}>
      <header className='bar' style={{ paddingTop: `${headRoom() + 10}px` }}>
        {tab === undefined ? (
          <button type='button' className='back' onClick={onBack ?? back}>{`‹ ${words.nav.back}`}</button>
        ) : (
          <span className='brand'><Icon name='logo' />{words.app}</span>
        )}
        <span className='space' />
        <button
          type='button'
          className='tool'
          id='elder'
          aria-label={elder ? words.elder.labelOff : words.elder.labelOn}
          onClick={() => prefs.set({ ...chosen, elder: !elder })}
        >
          {elder ? words.elder.off : words.elder.on}
        </button>
        <button
          type='button'
          className='tool'
          id='language'
          lang={chosen.language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => prefs.set({ ...chosen, language: chosen.language === 'zh' ? 'en' : 'zh' })}
        >
          {words.lang.switchTo}
        </button>
      </header>
      <main className={`main${tab === undefined && !footer ? '' : ' with-nav'}`}>
        {!bare && <h1 className='h1'>{title}</h1>}
        {children}
      </main>
      {footer && <aside className='footer' aria-label={words.sos.button}>{footer}</aside>}
      {tab !== undefined && <Tabs current={tab} />}
    </div>
  )
}

function Tabs({ current }: { current: PageName }): ReactNode {
  const words = useWords()
  const me = useMe()
  const tabs: { page: PageName; text: string; icon: IconName }[] = [
    { page: 'home', text: words.nav.home, icon: 'home' },
    { page: 'needs', text: words.nav.needs, icon: 'list' },
    ...(isProvider(me) ? [{ page: 'work' as const, text: words.nav.work, icon: 'work' as const }] : []),
    { page: 'inbox', text: words.nav.inbox, icon: 'bell' },
    { page: 'account', text: words.nav.account, icon: 'gear' },
  ]
  return (
    <nav className='nav' aria-label={words.nav.label}>
      <div className='tabs'>
        {tabs.map((entry) => (
          <button
            type='button'
            key={entry.page}
            className={`tab${entry.page === current ? ' on' : ''}`}
            aria-current={entry.page === current ? 'page' : undefined}
            onClick={() => entry.page !== current && top(entry.page)}
          >
            <Icon name={entry.icon} />
            <span>{entry.text}</span>
          </button>
        ))}
      </div>
    </nav>
  )
}
