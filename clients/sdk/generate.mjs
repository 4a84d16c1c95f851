// Writes src/schema.ts from openapi.yaml; with --check it fails when the committed file differs.
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const description = new URL('../../openapi.yaml', import.meta.url)
const target = new URL('src/schema.ts', import.meta.url)
const header = '// Generated from openapi.yaml by `npm run generate -w sdk`; never edited by hand.\n\n'
// A field with a default may be left out of a request.
const generated = header + astToString(await openapiTS(description, { defaultNonNullable: false }))

if (process.argv.includes('--check')) {
  let committed = ''
  try {
    committed = readFileSync(target, 'utf8')
  } catch {
    // A missing file differs, too.
  }
  if (committed !== generated) {
    console.error('clients/sdk/src/schema.ts differs from openapi.yaml. Run: npm run generate -w sdk')
    process.exit(1)
  }
  console.log('clients/sdk/src/schema.ts is what openapi.yaml describes.')
} else {
  writeFileSync(target, generated)
}
