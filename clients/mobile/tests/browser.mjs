// The stories in a browser, on two sizes of phones, against the real server: `npm run test:browser -w mobile [-- PART OF A NAME]`.
import { caller, launch, startServer } from './harness.mjs'
import { providers } from './providers.mjs'
import { residents } from './residents.mjs'
import { settings } from './settings.mjs'

const SIZES = [[360, 780], [412, 915]]
const tests = [...residents, ...providers, ...settings]

/** What a test leaves behind would be a duplicate for the next one, and an offer too many. */
async function clearUp(url) {
  const resident = await caller(url, 'resident')
  for (const need of (await resident('GET', '/v1/needs?limit=50')).items) {
    if (['draft', 'open', 'matched'].includes(need.state)) await resident('POST', `/v1/needs/${need.id}/cancel`, { reason: 'other' })
  }
}

const server = await startServer()
const browser = await launch()
let failures = 0
try {
  const wanted = process.argv[2] ?? ''
  for (const size of SIZES) {
    for (const { name, run, once } of tests.filter((each) => each.name.includes(wanted))) {
      if (once && size !== SIZES[0]) continue
      const begin = Date.now()
      try {
        await run({ browser, url: server.url, size })
        console.log(`ok    ${size.join('x')} ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`)
      } catch (error) {
        failures += 1
        console.log(`FAIL  ${size.join('x')} ${name}\n    ${error instanceof Error ? error.message : error}`)
      }
      for (const context of browser.contexts()) await context.close()
      await clearUp(server.url)
    }
  }
} finally {
  await browser.close()
  await server.stop()
}
if (failures > 0) {
  console.log(`${failures} failed`)
  process.exit(1)
}
