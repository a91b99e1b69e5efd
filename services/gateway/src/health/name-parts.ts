import { PARTS, type PartHealth, type PartId } from './health-view.ts'
import type { Verdict } from './part-verdict.ts'

const NAMES: Readonly<Record<PartId, string>> = {
  nats: 'NATS',
  audit: 'Audit service',
  postgres: 'Postgres',
  execution: 'Execution service',
  redis: 'Redis',
  'browser-executor': 'Browser executor',
  worker: 'Worker',
  scanner: 'Scanner',
  hedge: 'Hedge service',
  'browser-A': 'Browser A',
  'browser-B': 'Browser B',
  'stream-A': 'Odds stream A',
  'stream-B': 'Odds stream B',
}

/** Give each verdict the name of its part, and the time since which this gateway has seen the part so. */
export function createNameParts(
  elapsed: () => number,
): (verdicts: ReadonlyMap<PartId, Verdict>) => PartHealth[] {
  const seenSince = new Map<PartId, { readonly state: Verdict['state']; readonly at: number }>()
  return (verdicts) =>
    PARTS.flatMap((id) => {
      const one = verdicts.get(id)
      if (one === undefined) return []
      const before = seenSince.get(id)
      const since = before?.state === one.state ? before : { state: one.state, at: elapsed() }
      seenSince.set(id, since)
      const forMs = Math.round(one.forMs ?? elapsed() - since.at)
      return [{ ...one, id, name: NAMES[id], forMs }]
    })
}
