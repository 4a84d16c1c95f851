// A QR code of up to 20 letters and digits: version 1 (21 by 21), level M, one mask. Enough for the codes of this platform, and no more.
// ISO/IEC 18004: alphanumeric mode, Reed-Solomon over GF(256) with 10 correcting bytes.

const SIZE = 21
const DATA_BYTES = 16
const EC_BYTES = 10
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/** Level M with mask 0, as the standard's table has it. */
const FORMAT = 0b101010000010010
const LONGEST = 20

function dataOf(text: string): number[] {
  const bits: number[] = []
  const put = (value: number, count: number): void => {
    for (let i = count - 1; i >= 0; i -= 1) bits.push((value >> i) & 1)
  }
  const index = (at: number): number => LETTERS.indexOf(text[at] ?? '0')
  put(0b0010, 4)
  put(text.length, 9)
  for (let i = 0; i < text.length; i += 2) {
    if (i + 1 < text.length) put(index(i) * 45 + index(i + 1), 11)
    else put(index(i), 6)
  }
  put(0, Math.min(4, DATA_BYTES * 8 - bits.length))
  while (bits.length % 8 !== 0) bits.push(0)
  const bytes: number[] = []
  for (let i = 0; i < bits.length; i += 8) bytes.push(parseInt(bits.slice(i, i + 8).join(''), 2))
  for (let pad = 0; bytes.length < DATA_BYTES; pad += 1) bytes.push(pad % 2 === 0 ? 0xec : 0x11)
  return bytes
}

function times(a: number, b: number): number {
  let product = 0
  for (let [x, y] = [a, b]; y > 0; y >>= 1) {
    if (y & 1) product ^= x
    x = (x << 1) ^ (x & 0x80 ? 0x11d : 0)
  }
  return product
}

function correcting(data: number[]): number[] {
  let generator = [1]
  for (let i = 0, root = 1; i < EC_BYTES; i += 1, root = times(root, 2)) {
    const next = [...generator, 0]
    generator.forEach((value, at) => (next[at + 1] = (next[at + 1] ?? 0) ^ times(value, root)))
    generator = next
  }
  const rest = [...data, ...new Array<number>(EC_BYTES).fill(0)]
  for (let i = 0; i < data.length; i += 1) {
    const factor = rest[i] ?? 0
    generator.forEach((value, at) => (rest[i + at] = (rest[i + at] ?? 0) ^ times(value, factor)))
  }
  return rest.slice(data.length)
}

type Grid = (boolean | undefined)[][]

/** Finders, timing, format and the one dark module: what is the same whatever it says. */
function frame(): Grid {
  const grid: Grid = Array.from({ length: SIZE }, () => new Array<boolean | undefined>(SIZE).fill(undefined))
  const set = (row: number, column: number, dark: boolean): void => {
    const line = grid[row]
    if (line && column >= 0 && column < SIZE) line[column] = dark
  }
  for (const [top, left] of [[0, 0], [0, SIZE - 7], [SIZE - 7, 0]] as const) {
    for (let r = -1; r <= 7; r += 1) {
      for (let c = -1; c <= 7; c += 1) {
        const ring = Math.max(Math.abs(r - 3), Math.abs(c - 3))
        set(top + r, left + c, ring !== 2 && ring !== 4)
      }
    }
  }
  for (let i = 8; i < SIZE - 8; i += 1) {
    set(6, i, i % 2 === 0)
    set(i, 6, i % 2 === 0)
  }
  for (let i = 0; i < 15; i += 1) {
    const dark = ((FORMAT >> i) & 1) === 1
    set(i < 6 ? i : i < 8 ? i + 1 : SIZE - 15 + i, 8, dark)
    set(8, i < 8 ? SIZE - 1 - i : i < 9 ? 7 : 14 - i, dark)
  }
  set(SIZE - 8, 8, true)
  return grid
}

/** The modules, row by row; nothing where the text does not fit. */
export function qrOf(text: string): boolean[][] | undefined {
  if (text.length > LONGEST || [...text].some((letter) => !LETTERS.includes(letter))) return undefined
  const data = dataOf(text)
  const bits = [...data, ...correcting(data)].flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((i) => (byte >> i) & 1))
  const grid = frame()
  let at = 0
  for (let right = SIZE - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5
    for (let i = 0; i < SIZE; i += 1) {
      const row = up ? SIZE - 1 - i : i
      for (const column of [right, right - 1]) {
        const line = grid[row]
        if (!line || line[column] !== undefined) continue
        line[column] = (bits[at] === 1) !== ((row + column) % 2 === 0)
        at += 1
      }
    }
  }
  return grid.map((line) => line.map(Boolean))
}

/** As a CSS image, which a mini-program shows, too. */
export function qrPicture(text: string): string {
  const path = (qrOf(text) ?? []).flatMap((line, row) => line.map((dark, column) => (dark ? `M${column + 4} ${row + 4}h1v1h-1z` : ''))).join('')
  const side = SIZE + 8
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${side} ${side}' shape-rendering='crispEdges'><path fill='#fff' d='M0 0h${side}v${side}H0z'/><path d='${path}'/></svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}
