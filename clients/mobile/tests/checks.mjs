// What every walk checks: what axe finds, and targets that a thumb would miss.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const check = (truth, words) => {
  if (!truth) throw new Error(words)
}

/** What axe finds on this screen, and targets that a thumb would miss. `large`: in large type contrast is at least 7:1. */
export async function accessible(page, name, { large = false } = {}) {
  // Run in the page by the debugger, so that the page's policy (no inline scripts) stays as it is.
  await page.evaluate(axeSource)
  const found = await page.evaluate(async (enhanced) => {
    const result = await globalThis.axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] },
      rules: { 'color-contrast-enhanced': { enabled: enhanced } },
    })
    // A page that axe has not seen passes everything.
    if (!result.passes.some((rule) => rule.id === 'color-contrast')) return ['axe has looked at no text']
    const grave = result.violations
      .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
      .map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`)
    const small = [...document.querySelectorAll('button, a[href], input, textarea')]
      .filter((element) => element.offsetParent !== null)
      .map((element) => ({ html: element.outerHTML.slice(0, 90), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 43.5))
      .map(({ html, box }) => `${Math.round(box.width)}x${Math.round(box.height)}: ${html}`)
    const wide = document.documentElement.scrollWidth > window.innerWidth + 1 ? [`wider than the screen: ${document.documentElement.scrollWidth}`] : []
    return [...grave, ...small, ...wide]
  }, large)
  check(found.length === 0, `${name}: ${found.join('\n    ')}`)
}
