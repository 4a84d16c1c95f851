import Taro from '@tarojs/taro'

export type PageName =
  | 'home' | 'post' | 'needs' | 'need' | 'talk' | 'rate' | 'account' | 'inbox' | 'notices'
  | 'work' | 'task' | 'nearby' | 'hours' | 'standing' | 'leave'

function urlOf(page: PageName, params: Record<string, string>): string {
  const query = Object.entries(params).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `/features/${page}/index${query.length === 0 ? '' : `?${query.join('&')}`}`
}

/** To a screen below this one; back returns here. */
export function go(page: PageName, params: Record<string, string> = {}): void {
  void Taro.navigateTo({ url: urlOf(page, params) })
}

/** In place of this screen: going back should not meet it again. */
export function replace(page: PageName, params: Record<string, string> = {}): void {
  void Taro.redirectTo({ url: urlOf(page, params) })
}

/** A main screen, with nothing below it. */
export function top(page: PageName): void {
  void Taro.reLaunch({ url: urlOf(page, {}) })
}

export function back(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else top('home')
}
