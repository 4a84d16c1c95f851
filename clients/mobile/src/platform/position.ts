// Where the phone is, always with the coordinate system: browsers give WGS-84, WeChat gives GCJ-02 (hundreds of metres apart).
import Taro from '@tarojs/taro'
import type { Schemas } from '@jinlin/sdk'
import { IS_H5 } from './api'

export type Place = Schemas['PlaceDto']

/** A place and how sure the phone is of it. */
export interface Fix {
  place: Place
  accuracy_m: number
}

let last: Fix | undefined

const take = (place: Place, accuracy: number): Fix => (last = { place, accuracy_m: Math.min(10_000, Math.max(0, Math.round(accuracy))) })

/** Where the phone was when it last said so, while the app runs: for when there is no time to wait. */
export const lastFix = (): Fix | undefined => last

/** Fails when the phone may not or cannot say; the screens then offer the list and the map. */
export function currentFix(): Promise<Fix> {
  if (IS_H5) {
    return new Promise((resolve, reject) => {
      if (!('geolocation' in navigator)) {
        reject(new Error('no geolocation'))
        return
      }
      navigator.geolocation.getCurrentPosition(
        (found) => resolve(take({ lon: found.coords.longitude, lat: found.coords.latitude, crs: 'wgs84' }, found.coords.accuracy)),
        reject,
        { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
      )
    })
  }
  return Taro.getLocation({ type: 'gcj02', isHighAccuracy: true, highAccuracyExpireTime: 5000 }).then((found) =>
    take({ lon: found.longitude, lat: found.latitude, crs: 'gcj02' }, found.accuracy ?? 0),
  )
}

export const currentPlace = (): Promise<Place> => currentFix().then((fix) => fix.place)
