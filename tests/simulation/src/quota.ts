import type { Report } from './report.ts'

/** What so many seeds must reach at least, so that they prove something (I15). A few seeds need to reach nothing. */
const SEEDS_A_FAULT = 100
const SEEDS_AN_OUTCOME = 200
const BETS_A_SEED = 1

/** What a run did not reach of its quota, in words. */
export function missedBy(
  { bets, faults, outcomes }: Pick<Report, 'bets' | 'faults' | 'outcomes'>,
  seeds: number,
): string[] {
  const [leastFaults, leastOutcomes] = [SEEDS_A_FAULT, SEEDS_AN_OUTCOME].map((each) =>
    Math.floor(seeds / each),
  )
  return [
    ...(seeds >= SEEDS_AN_OUTCOME ? short('bets', bets, seeds * BETS_A_SEED) : []),
    ...Object.entries(faults).flatMap(([kind, times]) => short(kind, times, leastFaults)),
    ...Object.entries(outcomes).flatMap(([kind, times]) => short(kind, times, leastOutcomes)),
  ]
}

function short(what: string, reached: number, wanted = 0): string[] {
  return reached >= wanted ? [] : [`${what}: ${reached} of ${wanted}`]
}
