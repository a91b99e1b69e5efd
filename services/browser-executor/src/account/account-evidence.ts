/**
 * Owns what this browser has read of its account since it watches a contract: lists, balance and session, each at least
 * once. The ledger gives no live permit before.
 *
 * 1. A part counts once it was read. Rows that cannot be read are not an empty list: a list without one readable row among
 *    them was not read.
 * 2. What is missing is reported to the ledger at each change, and again until it has answered. To everybody else a part
 *    counts only once the ledger holds it.
 * 3. It is tried again every few seconds, but not while nobody is logged in.
 */
import {
  EVIDENCE_PARTS,
  ledgerEvidence,
  type BetsReading,
  type EvidencePart,
  type MissingEvidence,
  type Refusal,
} from '@surefoot/shared/messages'
import type { CompiledContract } from '@surefoot/provider'
import type { AccountId, Ports, SessionFacts } from '../ports.ts'
import type { Lease } from './lease.ts'
import { createUntilReported } from './until-reported.ts'

export interface AccountEvidence {
  /**
   * A contract is watched from now on: what was read before is of another version. Reads and reports at once; returns when
   * that has ended, or takes too long. Never throws.
   */
  readonly begin: (contract: CompiledContract) => Promise<void>
  /** The account's bets and balance were read, or could not be. */
  readonly onReading: (reading: ({ readonly ok: true } & BetsReading) | Refusal) => void
  /** The session was read. Called every second: what is missing is tried again. */
  readonly onSession: (facts: SessionFacts) => void
  /** What is missing, as far as the ledger knows. */
  readonly missing: () => readonly MissingEvidence[]
}

export interface EvidenceOrder {
  readonly id: AccountId
  readonly lease: Pick<Lease, 'holder' | 'epoch'>
  /** A simulated browser places nothing, so nothing need be read. */
  readonly isSimulated: boolean
  /** Read the bets; `onReading` is called with what came. */
  readonly readBets: () => Promise<unknown>
  readonly readSession: () => Promise<SessionFacts>
  /** Called when the ledger holds something new. */
  readonly onChanged: () => void
}

const TRY_AGAIN_MS = 3000
const REPORT_DEADLINE_MS = 2000
const FIRST_TRY_MS = 2000
const SESSION_POLL_MS = 100

type Missing = ReadonlyMap<EvidencePart, string | null>

const nothingRead = (): Missing => new Map(EVIDENCE_PARTS.map((part) => [part, null]))

type EvidencePorts = Pick<Ports, 'bus' | 'clock' | 'logger'>

export function createAccountEvidence(ports: EvidencePorts, order: EvidenceOrder): AccountEvidence {
  let watched: CompiledContract['contract'] | null = null
  let missing = nothingRead()
  let reported: readonly MissingEvidence[] = listMissing(missing)
  let isReading = false
  let triedAtMs = -Infinity

  const read = async (): Promise<void> => {
    if (isReading) return
    isReading = true
    triedAtMs = ports.clock.monotonicMs()
    await order.readBets().catch(() => undefined)
    isReading = false
  }
  const news = () => {
    const [contract, present] = [watched, listMissing(missing)]
    return contract === null || isSame(present, reported) ? undefined : { contract, present }
  }
  // A silent ledger is asked again when the session is read next.
  const report = createUntilReported(news, async ({ contract, present }) => {
    const isHeld = await reportTo(ports, order, { contract, missing: present })
    if (isHeld && watched === contract) {
      reported = present
      order.onChanged()
    }
    return isHeld
  })
  const take = (part: EvidencePart, fault: string | null): void => {
    if (watched === null || !missing.has(part)) return
    missing = new Map([...missing].filter(([each]) => fault !== null || each !== part))
    if (fault !== null) missing = new Map([...missing, [part, fault]])
  }
  const onSession = ({ isLoggedIn: found }: SessionFacts): void => {
    if (watched === null || order.isSimulated) return
    take('session', faultOfSession(found))
    const isDue = ports.clock.monotonicMs() - triedAtMs >= TRY_AGAIN_MS
    if ((missing.has('lists') || missing.has('balance')) && isDue && found !== false) void read()
    void report()
  }
  return {
    begin: async ({ contract }) => {
      watched = contract
      missing = nothingRead()
      reported = listMissing(missing)
      if (order.isSimulated) return
      await within(ports, async (signal) => {
        await Promise.all([read(), readFirstSession(ports, order, { onSession, signal })])
        await report()
      })
    },
    onReading: (reading) => {
      if (reading.ok && !isOf(reading, watched)) return
      take('lists', reading.ok ? faultOfLists(reading) : reading.message)
      take('balance', reading.ok ? null : reading.message)
      void report()
    },
    onSession,
    missing: () => (order.isSimulated ? [] : reported),
  }
}

/** Returns when the step has ended, or after a while. */
async function within(
  { clock }: Pick<Ports, 'clock'>,
  step: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const ended = new AbortController()
  const { signal } = ended
  const late = clock.delay(FIRST_TRY_MS, signal).catch(() => undefined)
  await Promise.race([step(signal).catch(() => undefined), late])
  ended.abort()
}

/** A page that was just loaded may show a moment later who is logged in. */
async function readFirstSession(
  { clock }: Pick<Ports, 'clock'>,
  { readSession }: EvidenceOrder,
  {
    onSession,
    signal,
  }: { readonly onSession: (facts: SessionFacts) => void; readonly signal: AbortSignal },
): Promise<void> {
  for (;;) {
    const facts = await readSession()
    onSession(facts)
    if (facts.isLoggedIn !== null) return
    await clock.delay(SESSION_POLL_MS, signal)
  }
}

function faultOfLists({ bets, unreadable = 0 }: BetsReading): string | null {
  return bets.length === 0 && unreadable > 0
    ? `none of the ${unreadable} listed bets can be read`
    : null
}

function faultOfSession(isLoggedIn: boolean | null): string | null {
  if (isLoggedIn === true) return null
  return isLoggedIn === false
    ? 'nobody is logged in'
    : 'the page shows neither a login nor an account'
}

/** A reading that began before the present contract was watched is of another. */
function isOf(
  { providerId, contractVersion }: BetsReading,
  watched: CompiledContract['contract'] | null,
): boolean {
  return (
    (providerId ?? watched?.id) === watched?.id &&
    (contractVersion ?? watched?.version) === watched?.version
  )
}

const LONGEST_WHY = 300

function listMissing(missing: Missing): readonly MissingEvidence[] {
  return [...missing].map(([part, why]) => ({ part, why: why?.slice(0, LONGEST_WHY) ?? null }))
}

function isSame(one: readonly MissingEvidence[], other: readonly MissingEvidence[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Whether the ledger holds it now. A ledger that is silent is asked again at the next reading. */
async function reportTo(
  { bus, logger }: EvidencePorts,
  { id, lease }: EvidenceOrder,
  {
    contract,
    missing,
  }: {
    readonly contract: CompiledContract['contract']
    readonly missing: readonly MissingEvidence[]
  },
): Promise<boolean> {
  const body = {
    ...id,
    providerId: contract.id,
    contractVersion: contract.version,
    executorId: lease.holder,
    epoch: lease.epoch,
    missing: [...missing],
  }
  try {
    const reply = await bus.request(ledgerEvidence, body, { deadlineMs: REPORT_DEADLINE_MS })
    return reply.ok
  } catch (error) {
    logger.warn(
      { err: error, ...id },
      'the ledger was not reached with what was read of an account',
    )
    return false
  }
}
