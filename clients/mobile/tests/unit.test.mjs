// What needs neither server nor browser: `npm run test:unit -w mobile`.
import assert from 'node:assert/strict'
import test from 'node:test'
import { qrOf, qrPicture } from '../src/ui/qr.ts'

/** `7K2M-9QXD-0B4T-WZ81` as another program (segno 1.6, version 1-M, mask 0) draws it. */
const DRAWN = `
111111100010001111111
100000101000001000001
101110100110101011101
101110100111001011101
101110101000101011101
100000100011001000001
111111101010101111111
000000000101000000000
101010100000100010010
101100001001010101001
000110110101111010110
011000001001000110110
000000100110100010011
000000001100110011000
111111100101010111100
100000100111100110100
101110101000101000100
101110100001100000110
101110101001010001001
100000100111111001111
111111101000000110001`.trim().split('\n').map((line) => [...line].map((module) => module === '1'))

test('a code is drawn as others draw it', () => {
  assert.deepEqual(qrOf('7K2M-9QXD-0B4T-WZ81'), DRAWN)
})

test('what does not fit is not drawn', () => {
  assert.equal(qrOf('7K2M-9QXD-0B4T-WZ81-AA'), undefined)
  assert.equal(qrOf('近邻'), undefined)
  assert.ok(qrPicture('7K2M-9QXD-0B4T-WZ81').startsWith('url("data:image/svg+xml,'))
})
