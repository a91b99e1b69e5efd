import type { Part, PartId, ReceivedHealth } from '../api/health.ts'
import type { Connection } from '../live/connection.ts'
import { elapsedSince, markNow, type Mark } from '../live/elapsed.ts'

export interface SeenHealth {
  /** `live`: the gateway sends. `silent`: it did, and does not any more. `none`: nothing has come yet. */
  readonly kind: 'live' | 'silent' | 'none'
  /** Since the last update, milliseconds; null before the first. */
  readonly silentMs: number | null
  /** With their ages as of now. Without a live gateway every one of them is unknown. */
  readonly parts: readonly Part[]
}

/** The gateway sends every second. */
const SILENT_AFTER_MS = 4000

/** What the console may believe of the parts now. Old evidence is no evidence. */
export function judgeHealth(
  received: ReceivedHealth | undefined,
  connection: Connection,
  now: Mark = markNow(),
): SeenHealth {
  if (received === undefined) return { kind: 'none', silentMs: null, parts: [] }
  const silentMs = elapsedSince(received.received, now)
  const isCut = connection === 'lost' || connection === 'closed'
  if (isCut || silentMs > SILENT_AFTER_MS)
    return { kind: 'silent', silentMs, parts: received.parts.map(asUnknown) }
  const parts = received.parts.map((part) => ({ ...part, forMs: part.forMs + silentMs }))
  return { kind: 'live', silentMs, parts }
}

function asUnknown(part: Part): Part {
  const message = `${part.name} is not known while the gateway does not reply`
  return { ...part, state: 'unknown', forMs: 0, message, advice: null }
}

/** Whether there is evidence that all of these work, be it late. */
function firstUnusable(health: SeenHealth, needed: readonly PartId[]): Part | null {
  const found = needed.map((id) => health.parts.find((part) => part.id === id))
  const known = found.filter((part) => part !== undefined)
  const down = known.find(({ state }) => state === 'down')
  const other = known.find(({ state }) => state !== 'ok' && state !== 'slow')
  return down ?? other ?? null
}

const LEDGER: readonly PartId[] = ['nats', 'audit', 'postgres']
const WORKER: readonly PartId[] = [...LEDGER, 'worker']

/** What each command cannot be carried out without. Pause, Kill and switching off are never blocked. */
export const NEEDED_BY = {
  /** To believe what the desk shows. */
  desk: LEDGER,
  control: WORKER,
  switchOn: [...WORKER, 'browser-executor'],
  execute: [
    ...WORKER,
    'execution',
    'redis',
    'browser-executor',
    'browser-A',
    'browser-B',
    'stream-A',
    'stream-B',
  ],
} as const satisfies Record<string, readonly PartId[]>

/** Why a command cannot be given now, in one sentence; null if it can. Without evidence it cannot. */
export function whyBlocked(health: SeenHealth, needed: readonly PartId[]): string | null {
  if (health.kind === 'none') return 'The gateway has not reported how the system is.'
  if (health.kind === 'silent') return 'The gateway does not reply: nothing is known.'
  const part = firstUnusable(health, needed)
  return part === null ? null : `${part.message}.`
}
