// What stays on the phone. A full or forbidden storage loses convenience, never the screen.
import Taro from '@tarojs/taro'

export function recall<T>(key: string): T | undefined {
  try {
    const text: unknown = Taro.getStorageSync(`jinlin.${key}`)
    return typeof text === 'string' && text !== '' ? (JSON.parse(text) as T) : undefined
  } catch {
    return undefined
  }
}

export function remember(key: string, value: unknown): void {
  try {
    if (value === undefined) Taro.removeStorageSync(`jinlin.${key}`)
    else Taro.setStorageSync(`jinlin.${key}`, JSON.stringify(value))
  } catch {
    // Private windows of some browsers refuse; what is on the screen still works.
  }
}
