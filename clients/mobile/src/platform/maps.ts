// The way to a place, by a map that the phone has. Each map is given the coordinates that it knows.
import Taro from '@tarojs/taro'
import { gcj02Of } from '@jinlin/sdk'
import type { Place } from './position'

/** For the mini-program: WeChat's own map, which knows GCJ-02 only. The API answers in WGS-84. */
export function openInMap(place: Place, name: string): void {
  const at = place.crs === 'wgs84' ? gcj02Of(place) : place
  void Taro.openLocation({ longitude: at.lon, latitude: at.lat, name, scale: 17 })
}

/** For browsers: a link that opens the map app where there is one. It says which coordinates it carries, and nothing of whom or why. */
export function mapLink(place: Place, name: string): string {
  const crs = place.crs === 'wgs84' ? 'wgs84' : 'gaode'
  return `https://uri.amap.com/navigation?to=${place.lon},${place.lat},${encodeURIComponent(name)}&mode=walk&coordinate=${crs}&callnative=1`
}
