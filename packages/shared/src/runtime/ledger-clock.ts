/**
 * Owns what a process knows of the ledger's clock, which is the database's: every instant that two processes compare is
 * of that clock, and never of their own.
 *
 * 1. It is learnt from requests: a reply carries the ledger's instant, which lay between the request's departure and the
 *    reply's arrival. Each further reply narrows the bounds; nothing assumes that both ways take equally long.
 * 2. A reply that contradicts the bounds shows that a clock was set: the bounds before it are dropped.
 * 3. The offset of this machine's wall clock is known within its error: a slow network or a busy machine makes the error
 *    larger and never looks like skew.
 * 4. A wall clock that ran ahead of the monotonic one was set, or the machine was suspended: which of both is not known
 *    before the next reply, so the bounds hold either way until then.
 */
import { Fault } from '../bus/fault.ts'
import { refuse, type Refusal } from '../messages/define.ts'
import type { BothClocks } from './steady-clock.ts'

/** The ledger's clock as a reply states it, and how far that may be from the database's. */
export interface ClockStamp {
  /** Milliseconds since 1970. */
  readonly ledgerMs: number
  readonly errorMs: number
}

export interface ClockReading extends ClockStamp {
  /** This machine's wall clock less the ledger's: above 0 it is ahead. Known within `errorMs`. */
  readonly offsetMs: number
}

export interface LedgerClock {
  /** A request leaves. The answer takes what its reply states, as it comes. */
  readonly begin: () => (stamp: ClockStamp) => void
  /** The ledger's clock now; null while no reply has stated it. */
  readonly read: () => ClockReading | null
  /** Since the last reply that stated it, milliseconds; null: there was none. */
  readonly sinceStatedMs: () => number | null
}

/** The clocks are read in whole milliseconds. */
const ROUNDING_MS = 1
/** Clocks of two machines drift apart by less than this part of the time between, while they are slewed as well. */
const DRIFT = 5e-4

/** The ledger's clock less the monotonic one lies between these, as of `at`. */
interface Bounds {
  readonly lowMs: number
  readonly highMs: number
  readonly at: Mark
}

/** Both clocks at one moment. */
interface Mark {
  readonly wallMs: number
  readonly monotonicMs: number
}

const MACHINE: BothClocks = { wallMs: () => Date.now(), monotonicMs: () => performance.now() }

export function createLedgerClock(clocks: BothClocks = MACHINE): LedgerClock {
  let known: Bounds | null = null
  const mark = (): Mark => ({ wallMs: clocks.wallMs(), monotonicMs: clocks.monotonicMs() })
  return {
    begin: () => {
      const sent = mark()
      return (stamp) => {
        const found = boundsOf(stamp, sent, mark())
        known = known === null ? found : (intersect(widen(known, found.at), found) ?? found)
      }
    },
    read: () => {
      if (known === null) return null
      const now = mark()
      const { lowMs, highMs } = widen(known, now)
      const ledgerMs = now.monotonicMs + (lowMs + highMs) / 2
      return { ledgerMs, offsetMs: now.wallMs - ledgerMs, errorMs: (highMs - lowMs) / 2 }
    },
    sinceStatedMs: () => (known === null ? null : clocks.monotonicMs() - known.at.monotonicMs),
  }
}

function boundsOf({ ledgerMs, errorMs }: ClockStamp, sent: Mark, received: Mark): Bounds {
  const error = errorMs + ROUNDING_MS
  return {
    lowMs: ledgerMs - error - received.monotonicMs,
    highMs: ledgerMs + error - sent.monotonicMs + skippedBetween(sent, received),
    at: received,
  }
}

/** By how much the wall clock ran ahead of the monotonic one. */
function skippedBetween(from: Mark, to: Mark): number {
  return Math.max(0, to.wallMs - from.wallMs - (to.monotonicMs - from.monotonicMs))
}

function widen({ lowMs, highMs, at }: Bounds, now: Mark): Bounds {
  const driftMs = Math.max(0, now.monotonicMs - at.monotonicMs) * DRIFT
  return {
    lowMs: lowMs - driftMs,
    highMs: highMs + driftMs + skippedBetween(at, now),
    at: now,
  }
}

/** Undefined: they contradict each other. */
function intersect(one: Bounds, other: Bounds): Bounds | undefined {
  const lowMs = Math.max(one.lowMs, other.lowMs)
  const highMs = Math.min(one.highMs, other.highMs)
  return lowMs <= highMs ? { lowMs, highMs, at: other.at } : undefined
}

/** Beyond this a clock needs an operator, and nothing new is placed by it. */
export const LARGEST_OFFSET_MS = 500

/** A deadline that is off by more is none: the network hardly replies, or a clock has just been set. */
const LARGEST_ERROR_MS = 5000

/** Whether the wall clock is off by more than is allowed, whatever the error of the measurement. */
export function isSkewed(reading: Omit<ClockReading, 'ledgerMs'>): boolean {
  return Math.abs(reading.offsetMs) - reading.errorMs > LARGEST_OFFSET_MS
}

/** For the operator: "2.0 s ahead of the ledger's clock". */
export function describeOffset({ offsetMs }: Pick<ClockReading, 'offsetMs'>): string {
  const seconds = (Math.abs(offsetMs) / 1000).toFixed(1)
  return `${seconds} s ${offsetMs > 0 ? 'ahead of' : 'behind'} the ledger's clock`
}

/** The ledger's clock now. Throws Fault CLOCK_UNKNOWN while no reply has stated it. */
export function demandLedgerMs(clock: LedgerClock): number {
  const reading = clock.read()
  if (reading !== null) return reading.ledgerMs
  throw new Fault('CLOCK_UNKNOWN', "No reply of the ledger's has stated its clock yet", 'retry')
}

/** The ledger's clock for a stamp that is only shown: this machine's until the ledger's is known. */
export function stampNow(clock: LedgerClock, wallMs: () => number = Date.now): number {
  return Math.round(clock.read()?.ledgerMs ?? wallMs())
}

/**
 * The ledger's clock for what begins now. A service whose clock is off, or that does not know the ledger's, begins nothing
 * new; what has begun goes on, by durations. Refused: CLOCK_SKEW, CLOCK_UNKNOWN.
 */
export function checkClock(
  clock: LedgerClock,
  service: string,
): { readonly ok: true; readonly ledgerMs: number } | Refusal {
  const reading = clock.read()
  if (reading === null || reading.errorMs > LARGEST_ERROR_MS)
    return refuse(
      'CLOCK_UNKNOWN',
      `Nothing was placed: the ledger's clock is not known to ${service}. See that the audit service runs in this version, then try again.`,
    )
  if (!isSkewed(reading)) return { ok: true, ledgerMs: reading.ledgerMs }
  return refuse(
    'CLOCK_SKEW',
    `Nothing was placed: the clock of the machine of ${service} is ${describeOffset(reading)}. Synchronise it, or the clock of the machine of Postgres, by NTP.`,
  )
}
