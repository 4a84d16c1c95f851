// Where the phone is, always with the coordinate system: browsers give WGS-84, WeChat gives GCJ-02 (hundreds of metres apart).
import Taro from '@tarojs/taro'
import type { Schemas } from '@jinlin/sdk'
import { IS_H5 } from './api'

export type Place = Schemas['PlaceDto']

/** Fails when the phone may not or cannot say; the screens then offer the list and the map. */
export function currentPlace(): Promise<Place> {
  if (IS_H5) {
    return new Promise((resolve, reject) => {
      if (!('geolocation' in navigator)) {
        reject(new Error('no geolocation'))
        return
      }
      navigator.geolocation.getCurrentPosition(
        (found) => resolve({ lon: found.coords.longitude, lat: found.coords.latitude, crs: 'wgs84' }),
        reject,
        { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
      )
    })
  }
  return Taro.getLocation({ type: 'gcj02', isHighAccuracy: true, highAccuracyExpireTime: 5000 }).then((found) => ({
    lon: found.longitude,
    lat: found.latitude,
    crs: 'gcj02',
  }))
}
