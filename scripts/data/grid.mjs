// Plane geometry for build-divisions.mjs: filling a polygon with a regular grid of points, and dealing the points out in
// connected pieces. Rings are lists of [lon, lat] in degrees, WGS-84; a point's x and y are metres on its county's own grid.

/** Metres in a degree of latitude, on the sphere of mean radius 6,371,008.8 m. */
export const M_PER_DEGREE = 111_195

/** Longitudes at which the horizontal line `lat` crosses the rings, ascending: inside is between the 1st and 2nd, 3rd and 4th … */
function crossings(rings, lat) {
  const out = []
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1]
      const [x2, y2] = ring[i]
      if ((y1 > lat) !== (y2 > lat)) out.push(x1 + (lat - y1) / (y2 - y1) * (x2 - x1))
    }
  }
  return out.sort((a, b) => a - b)
}

export const inside = (rings, [lon, lat]) => crossings(rings, lat).filter((x) => x < lon).length % 2 === 1

/** Regular grid of points inside the rings: `{ x, y }` in metres for geometry, `col`, `row` on the grid, `lon`, `lat`. */
export function fill(rings, wanted) {
  const lats = rings.flat().map((p) => p[1])
  const lons = rings.flat().map((p) => p[0])
  const [south, north, west] = [Math.min(...lats), Math.max(...lats), Math.min(...lons)]
  const mPerLon = M_PER_DEGREE * Math.cos((south + north) / 2 * Math.PI / 180)
  const area = Math.abs(rings.reduce((sum, ring) => {
    for (let i = 1; i < ring.length; i++) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1]
    return sum
  }, 0)) / 2 * mPerLon * M_PER_DEGREE
  const step = Math.sqrt(area / wanted)
  const points = []
  for (let row = 0; south + (row + 0.5) * step / M_PER_DEGREE < north; row++) {
    const lat = south + (row + 0.5) * step / M_PER_DEGREE
    const xs = crossings(rings, lat)
    for (let i = 0; i + 1 < xs.length; i += 2) {
      let col = Math.ceil((xs[i] - west) * mPerLon / step - 0.5)
      for (; west + (col + 0.5) * step / mPerLon < xs[i + 1]; col++) {
        const lon = west + (col + 0.5) * step / mPerLon
        points.push({ col, row, x: col * step, y: row * step, lon: Number(lon.toFixed(5)), lat: Number(lat.toFixed(5)) })
      }
    }
  }
  return { points, step, area, mPerLon }
}

export const mean = (points) => ({
  x: points.reduce((s, p) => s + p.x, 0) / points.length,
  y: points.reduce((s, p) => s + p.y, 0) / points.length,
})
export const squared = (a, b) => (a.x - b.x) ** 2 + (a.y - b.y) ** 2
export const nearest = (points, to) => points.reduce((best, p) => (squared(p, to) < squared(best, to) ? p : best))

/**
 * Cuts `points` into one compact piece for each of `items` (ordered from urban to rural), in proportion to their weights.
 * Of the two halves of a cut the more urban one takes the side nearer to `heart`, the county's seat or the street's middle.
 */
export function deal(items, points, heart, give) {
  if (items.length === 1) return give(items[0], points)
  const total = items.reduce((s, i) => s + i.weight, 0)
  let cut = 1
  let taken = items[0].weight
  while (cut < items.length - 1 && Math.abs(taken + items[cut].weight - total / 2) < Math.abs(taken - total / 2)) {
    taken += items[cut].weight
    cut += 1
  }
  const xs = points.map((p) => p.x)
  const ys = points.map((p) => p.y)
  const spread = (v) => v.reduce((m, n) => Math.max(m, n), -Infinity) - v.reduce((m, n) => Math.min(m, n), Infinity)
  const [major, minor] = spread(xs) >= spread(ys) ? ['x', 'y'] : ['y', 'x']
  const sorted = [...points].sort((a, b) => a[major] - b[major] || a[minor] - b[minor])
  const share = Math.round(points.length * taken / total)
  const low = [sorted.slice(0, share), sorted.slice(share)]
  const high = [sorted.slice(sorted.length - share), sorted.slice(0, sorted.length - share)]
  const [urban, rural] = squared(mean(low[0]), heart) <= squared(mean(high[0]), heart) ? low : high
  deal(items.slice(0, cut), urban, heart, give)
  deal(items.slice(cut), rural, heart, give)
}

const ROW = 1e6 // a point's key on the grid is row * ROW + col
const keyOf = (p) => p.row * ROW + p.col
const around = (key) => [-ROW - 1, -ROW, -ROW + 1, -1, 1, ROW - 1, ROW, ROW + 1].map((d) => key + d)

/** The points' pieces, each connected over the eight neighbours on the grid, largest first. */
export function connected(points) {
  const left = new Map(points.map((p) => [keyOf(p), p]))
  const pieces = []
  for (const start of points) {
    if (!left.delete(keyOf(start))) continue
    const piece = [start]
    for (let i = 0; i < piece.length; i++) {
      for (const key of around(keyOf(piece[i]))) {
        const next = left.get(key)
        if (next) {
          left.delete(key)
          piece.push(next)
        }
      }
    }
    pieces.push(piece)
  }
  return pieces.sort((a, b) => b.length - a.length)
}

/**
 * A straight cut through a bent county leaves splinters on the far side. Each goes to the street it touches most; what
 * touches none (a true exclave of the county) stays.
 */
export function joinSplinters(pieces) {
  const owner = new Map()
  for (const [street, points] of pieces) for (const p of points) owner.set(keyOf(p), street)
  for (let round = 0, moved = true; moved && round < 10; round++) {
    moved = false
    for (const street of pieces.keys()) {
      const [main, ...splinters] = connected(pieces.get(street))
      const kept = [...main]
      for (const splinter of splinters) {
        const touching = new Map()
        for (const p of splinter) {
          for (const key of around(keyOf(p))) {
            const other = owner.get(key)
            if (other && other !== street) touching.set(other, (touching.get(other) ?? 0) + 1)
          }
        }
        const [to] = [...touching].sort((a, b) => b[1] - a[1] || (a[0].code < b[0].code ? -1 : 1))[0] ?? [street]
        if (to === street) kept.push(...splinter)
        else {
          moved = true
          pieces.get(to).push(...splinter)
          for (const p of splinter) owner.set(keyOf(p), to)
        }
      }
      pieces.set(street, kept)
    }
  }
  return pieces
}

export const metres = (a, b) => {
  const rad = Math.PI / 180
  const h = Math.sin((b.lat - a.lat) * rad / 2) ** 2
    + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin((b.lon - a.lon) * rad / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h))
}

/** The point nearest the piece's middle that is `apart` metres from every centre so far (they meet at county borders). */
export function pickCentre(points, taken, apart) {
  const middle = mean(points)
  const free = points.filter((p) => !taken.some((t) => Math.abs(t.lat - p.lat) < 0.01 && metres(t, p) < apart))
  if (free.length === 0) throw new Error('a piece is too small for a centre of its own')
  return nearest(free, middle)
}
