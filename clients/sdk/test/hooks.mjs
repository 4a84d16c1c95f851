// Sources are written for a bundler: without endings, and in TypeScript.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import typescript from 'typescript'

export async function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && context.parentURL) {
    const source = new URL(`${specifier}.ts`, context.parentURL)
    if (existsSync(fileURLToPath(source))) return { url: source.href, shortCircuit: true }
  }
  return next(specifier, context)
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const { outputText } = typescript.transpileModule(await readFile(fileURLToPath(url), 'utf8'), {
    compilerOptions: { target: 'es2022', module: 'esnext', verbatimModuleSyntax: false },
  })
  return { format: 'module', source: outputText, shortCircuit: true }
}
