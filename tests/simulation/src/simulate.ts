import { readHouses } from './books/contract.ts'
import { FAULTS } from './faults/kinds.ts'
import { OUTCOMES } from './outcomes.ts'
import { missedBy } from './quota.ts'
import { report, type Report } from './report.ts'
import { runSeed, type SeedResult } from './run-seed.ts'

export interface SimulateOptions {
  readonly seeds: number
  readonly firstSeed: number
  /** Told of each seed as it ends. */
  readonly onSeed: (result: SeedResult) => void
}

/** Let seeds happen one after another, and say what they came to. */
export async function simulate(options: SimulateOptions): Promise<Report> {
  const { seeds, firstSeed, onSeed } = options
  const houses = await readHouses()
  const begunAtMs = performance.now()
  const total = createTotal()
  for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
    const result = await runSeed(seed, houses)
    total.add(result)
    onSeed(result)
  }
  const { violations, ...sums } = total.read()
  const missed = missedBy(sums, seeds)
  return {
    seeds,
    firstSeed,
    ...sums,
    missed,
    violations,
    seedsPerSecond: Math.round((seeds / (performance.now() - begunAtMs)) * 10_000) / 10,
    passed: missed.length === 0 && violations.length === 0,
  }
}

type Sums = Pick<Report, 'executions' | 'bets' | 'events' | 'faults' | 'outcomes' | 'violations'>

function createTotal() {
  const sums = { executions: 0, bets: 0, events: 0 }
  const faults = report.shape.faults.parse(zeros(FAULTS))
  const outcomes = report.shape.outcomes.parse(zeros(OUTCOMES))
  const violations: Report['violations'] = []
  return {
    add: (result: SeedResult): void => {
      sums.executions += result.executions
      sums.bets += result.bets
      sums.events += result.lines.length
      for (const [kind, times] of result.faults) faults[kind] += times
      for (const outcome of result.outcomes) outcomes[outcome] += 1
      const { seed } = result
      violations.push(...result.violations.map((violation) => ({ seed, ...violation })))
    },
    read: (): Sums => ({ ...sums, faults, outcomes, violations }),
  }
}

function zeros(kinds: readonly string[]): Record<string, number> {
  return Object.fromEntries(kinds.map((kind) => [kind, 0]))
}
