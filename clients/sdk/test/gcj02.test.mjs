// The vectors published in googollee/eviltransform: Shanghai, Shenzhen, Beijing; and a place that is not shifted.
import assert from 'node:assert/strict'
import test from 'node:test'
import { gcj02Of } from '../src/index.ts'

const VECTORS = [
  [121.5272106, 31.1774276, 121.531541859215, 31.17530398364597],
  [113.912316, 22.543847, 113.9171764808363, 22.540796131694766],
  [116.377817, 39.911954, 116.38404722455657, 39.91334545536069],
]

test('WGS-84 becomes GCJ-02 as published', () => {
  for (const [lon, lat, shiftedLon, shiftedLat] of VECTORS) {
    const found = gcj02Of({ lon, lat })
    assert.ok(Math.abs(found.lon - shiftedLon) < 1e-9 && Math.abs(found.lat - shiftedLat) < 1e-9, JSON.stringify(found))
  }
  assert.deepEqual(gcj02Of({ lon: 2.35, lat: 48.85 }), { lon: 2.35, lat: 48.85 })
})
