import { expect, it } from 'vitest'
import { simulate } from '../src/simulate.ts'
import { tellFailure } from '../src/tell-failure.ts'

const SEEDS = 2000

it(
  `in ${SEEDS} seeds of faults no invariant is broken, and every fault and end is reached`,
  async () => {
    const failures: string[] = []
    const { violations, missed } = await simulate({
      seeds: SEEDS,
      firstSeed: 1,
      onSeed: (result) => {
        if (result.violations.length > 0 && failures.length < 3) failures.push(tellFailure(result))
      },
    })
    expect(failures.join('\n')).toBe('')
    expect(violations).toEqual([])
    expect(missed).toEqual([])
  },
  // A machine that is busy with everything else at once.
  1_800_000,
)
