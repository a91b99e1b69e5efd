import type { Part, PartId, ReceivedHealth } from '../src/api/health.ts'
import type { SeenHealth } from '../src/health/judge-health.ts'
import { markNow } from '../src/live/elapsed.ts'

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

/** Every part ok, but for those that are named. */
export function buildParts(change: Partial<Record<PartId, Part['state']>> = {}): Part[] {
  const ids: PartId[] = [
    'nats',
    'audit',
    'postgres',
    'execution',
    'redis',
    'browser-executor',
    'worker',
    'scanner',
    'hedge',
    'browser-A',
    'browser-B',
    'stream-A',
    'stream-B',
  ]
  return ids.map((id) => {
    const state = change[id] ?? 'ok'
    const message = `${NAMES[id]} ${state === 'ok' ? 'replies' : 'does not reply'}`
    return { id, name: NAMES[id], state, forMs: 5000, message, advice: 'See its log.' }
  })
}

export const HEALTHY: SeenHealth = { kind: 'live', silentMs: 0, parts: buildParts() }

export function receivedHealth(change: Parameters<typeof buildParts>[0] = {}): ReceivedHealth {
  return { parts: buildParts(change), received: markNow() }
}
