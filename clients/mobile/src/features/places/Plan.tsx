// A map of our own: centres of divisions, drawn as buttons with their names (or numbers, where there are too many). No tiles from anywhere, nothing fetched, and each point
// can be reached with the keyboard and read aloud.
import type { ReactNode } from 'react'
import type { Division } from './divisions'
import { shortName } from './divisions'

const WIDTH = 320
const HEIGHT = 330
const MARGIN = 34
/** What a label needs: points are moved apart until none touches another. */
const LABEL = { x: 62, y: 42 }
/** Above this many, names do not fit beside each other. */
const MOST_NAMES = 22

/** Points into the box, north up, one degree of longitude shortened by the latitude; those that would touch are moved apart. */
export function layOut(places: { lon: number; lat: number }[]): { x: number; y: number }[] {
  const shrink = Math.cos((30.66 * Math.PI) / 180)
  const xs = places.map((place) => place.lon * shrink)
  const ys = places.map((place) => -place.lat)
  const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const scale = Math.min((WIDTH - 2 * MARGIN) / (maxX - minX || 1), (HEIGHT - 2 * MARGIN) / (maxY - minY || 1))
  const points = places.map((_, i) => ({
    x: WIDTH / 2 + ((xs[i] ?? 0) - (minX + maxX) / 2) * scale,
    y: HEIGHT / 2 + ((ys[i] ?? 0) - (minY + maxY) / 2) * scale,
  }))
  const clamp = (value: number, most: number): number => Math.max(MARGIN - 4, Math.min(most - MARGIN + 4, value))
  for (let round = 0; round < 120; round += 1) {
    for (let i = 0; i < points.length; i += 1) {
      for (let j = i + 1; j < points.length; j += 1) {
        const [a, b] = [points[i], points[j]]
        if (!a || !b) continue
        // In labels, not pixels: they are wider than high.
        const [dx, dy] = [(b.x - a.x || 0.1) / LABEL.x, (b.y - a.y || 0.1) / LABEL.y]
        const distance = Math.hypot(dx, dy)
        if (distance >= 1) continue
        const push = (1 - distance) / 2 / distance
        a.x = clamp(a.x - dx * push * LABEL.x, WIDTH)
        a.y = clamp(a.y - dy * push * LABEL.y, HEIGHT)
        b.x = clamp(b.x + dx * push * LABEL.x, WIDTH)
        b.y = clamp(b.y + dy * push * LABEL.y, HEIGHT)
      }
    }
  }
  return points
}

export const areNamed = (divisions: Division[]): boolean => divisions.length <= MOST_NAMES

/** As short as on any map: 锦江, 成龙路, 水杉. */
const labelOf = (division: Division): string => {
  const name = shortName(division)
  return name.replace(/(街道|社区|新区|区|市|县|镇|乡|村)$/, '').slice(0, 4) || name
}

interface PlanProps {
  divisions: Division[]
  onChoose: (division: Division) => void
  /** What there is beside the name, in a few characters. */
  note?: (division: Division) => string
}

export function Plan({ divisions, onChoose, note }: PlanProps): ReactNode {
  const placed = divisions.filter((division) => division.centre)
  const named = areNamed(divisions)
  const points = layOut(placed.map((division) => division.centre ?? { lon: 0, lat: 0 }))
  return (
    <div className='plan'>
      {placed.map((division, i) => (
        <button
          type='button'
          key={division.code}
          className='dot'
          style={{ left: `${((points[i]?.x ?? 0) / WIDTH) * 100}%`, top: `${points[i]?.y ?? 0}px` }}
          aria-label={[shortName(division), note?.(division)].filter(Boolean).join(' ')}
          onClick={() => onChoose(division)}
        >
          <span className='pin'>{[named ? labelOf(division) : divisions.indexOf(division) + 1, note?.(division)].filter(Boolean).join(' ')}</span>
        </button>
      ))}
    </div>
  )
}
