import type { Page } from 'playwright-core'
import { z } from 'zod'

/** The addresses of all screens, from the console's own router, their parameters filled in. */
export async function listScreens(
  page: Page,
  parameters: Readonly<Record<string, string>>,
): Promise<string[]> {
  const paths = z
    .array(z.string())
    .min(1)
    .parse(await page.evaluate('Object.keys(__TSR_ROUTER__.routesByPath)'))
  return paths.map((path) =>
    path.replaceAll(/\$(\w+)/g, (_, name: string) => {
      const value = parameters[name]
      if (value === undefined) throw new Error(`${path}: give this test a value for ${name}`)
      return value
    }),
  )
}
