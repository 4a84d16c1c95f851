// WGS-84 to GCJ-02, for the maps of WeChat, which know nothing else: the published forward formula, on the Krasovsky ellipsoid.
// The way back is the server's; a client only ever shows.

const AXIS = 6378245
const ECCENTRICITY_2 = 0.006693421622965943

export interface LonLat {
  lon: number
  lat: number
}

const sin = Math.sin
const ripple = (value: number): number => ((20 * sin(6 * value * Math.PI) + 20 * sin(2 * value * Math.PI)) * 2) / 3

function eastward(x: number, y: number): number {
  const waves = ((20 * sin(x * Math.PI) + 40 * sin((x / 3) * Math.PI)) * 2) / 3 + ((150 * sin((x / 12) * Math.PI) + 300 * sin((x / 30) * Math.PI)) * 2) / 3
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + ripple(x) + waves
}

function northward(x: number, y: number): number {
  const waves = ((20 * sin(y * Math.PI) + 40 * sin((y / 3) * Math.PI)) * 2) / 3 + ((160 * sin((y / 12) * Math.PI) + 320 * sin((y / 30) * Math.PI)) * 2) / 3
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + ripple(x) + waves
}

/** Unchanged outside the box in which China's maps are shifted. */
export function gcj02Of(place: LonLat): LonLat {
  const { lon, lat } = place
  if (lon < 72.004 || lon > 137.8347 || lat < 0.8293 || lat > 55.8271) return { lon, lat }
  const angle = (lat / 180) * Math.PI
  const magic = 1 - ECCENTRICITY_2 * sin(angle) ** 2
  const east = (eastward(lon - 105, lat - 35) * 180) / ((AXIS / Math.sqrt(magic)) * Math.cos(angle) * Math.PI)
  const north = (northward(lon - 105, lat - 35) * 180) / (((AXIS * (1 - ECCENTRICITY_2)) / (magic * Math.sqrt(magic))) * Math.PI)
  return { lon: lon + east, lat: lat + north }
}
