import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { z } from 'zod'

const results = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullable(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })),
    }),
  ),
})

const ASKED = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}
const GRAVE = new Set<string | null>(['serious', 'critical'])

/** What keeps people from reading or using a page, by axe's rules for WCAG AA: contrast, and all that is grave. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(`axe.run(document, ${JSON.stringify(ASKED)})`)
  return results
    .parse(found)
    .violations.filter(({ id, impact }) => id === 'color-contrast' || GRAVE.has(impact))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    )
}
