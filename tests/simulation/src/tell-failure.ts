import type { SeedResult } from './run-seed.ts'

const SHOWN = 60
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/

/** A seed that broke an invariant, for the one who looks into it: what is wrong, the events that led to it, how to replay. */
export function tellFailure({ seed, violations, lines }: SeedResult): string {
  const found = violations.map(
    ({ invariant, subject, details }) => `  ${invariant} ${subject}: ${details}`,
  )
  const ids = violations.flatMap(({ subject, details }) => UUID.exec(`${subject} ${details}`) ?? [])
  const telling = lines.filter(
    (line) => /^\S+ (ledger|fault) /.test(line) || ids.some((id) => line.includes(id)),
  )
  return [
    `Seed ${seed} breaks ${found.length} invariants:`,
    ...found,
    `Its last events of note:`,
    ...telling.slice(-SHOWN).map((line) => `  ${line}`),
    `Replay it: npm run simulate -- --seeds 1 --seed ${seed} --trace`,
    '',
  ].join('\n')
}
