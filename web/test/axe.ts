import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core objects to (WCAG 2.0 to 2.2, A and AA, and its best practices), as readable lines; and targets under 44 px. */
export async function objections(page: Page): Promise<string[]> {
  // evaluate, not a script element: the page's policy stays as it is.
  await page.evaluate(axeSource)
  const found = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations, passes } = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
    if (passes.length === 0) throw new Error('axe looked at nothing')
    return violations.flatMap(one =>
      one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    )
  })
  return [...found, ...(await smallTargets(page)), ...(await sideways(page))]
}

const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, summary, select, input:not([type=radio], [type=checkbox]), label:has(input)',
      ),
    ]
      .filter(element => element.checkVisibility() && !element.classList.contains('sr-only'))
      .map(element => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ element, box }) => box.width > 0 && (box.height < 44 || (box.width < 44 && element.tagName !== 'A')))
      .map(
        ({ element, box }) =>
          `target of ${Math.round(box.width)} x ${Math.round(box.height)}: ${element.outerHTML.slice(0, 120)}`,
      ),
  )

/** WCAG 1.4.10: nothing is to be scrolled sideways. */
const sideways = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide in a window of ${clientWidth}`] : []
  })
