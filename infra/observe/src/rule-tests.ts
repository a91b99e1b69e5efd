import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { ALERT_TESTS } from './paths.ts'

const file = z.looseObject({
  tests: z.array(
    z.looseObject({
      promql_expr_test: z.array(
        z.looseObject({ expr: z.string(), exp_samples: z.array(z.unknown()) }),
      ),
    }),
  ),
})

/** One look of alerts.test.yml at an alert. */
export interface RuleTest {
  readonly alert: string
  /** What is expected. */
  readonly isFiring: boolean
}

/** Which alerts alerts.test.yml looks at, and what it expects. */
export async function readRuleTests(): Promise<RuleTest[]> {
  const { tests } = file.parse(parse(await readFile(ALERT_TESTS, 'utf8')))
  return tests
    .flatMap((each) => each.promql_expr_test)
    .map(({ expr, exp_samples: expected }) => ({
      alert: /alertname="(\w+)"/.exec(expr)?.[1] ?? '',
      isFiring: expected.length > 0,
    }))
}
