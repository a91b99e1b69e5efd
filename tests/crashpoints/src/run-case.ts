/**
 * Owns one case: an execution on a desk of its own, a fault at one word of one process, and the way to the end with the
 * help of the other instances. It judges nothing: what is left is for the checker.
 */
import { isFinal } from '@surefoot/arbitrage'
import { readCounts, readLedgerCounts, type BookedBet, type CountedStake } from '@surefoot/checker'
import type { ExecutionRecord, LegState } from '@surefoot/shared/messages'
import { buildRequest } from './build-request.ts'
import type { ProcessName } from './fault.ts'
import { openDesk, type DeskOptions } from './open-desk.ts'
import { placeOf } from './scenario.ts'
import { until } from './until.ts'
import type { World } from './world.ts'

export interface CaseResult {
  readonly deskId: string
  readonly executionId: string
  readonly words: Readonly<Record<ProcessName, readonly string[]>>
  /** Where its legs ended; none if the ledger had no execution. */
  readonly states: Readonly<Record<string, LegState>>
  /** Whether its process came to the word. */
  readonly hasMet: boolean
  readonly bets: readonly BookedBet[]
  readonly counts: Counts
  /** What was waited for in vain. */
  readonly late: string | null
}

interface Counts {
  readonly ledger: readonly CountedStake[]
  readonly redis: readonly CountedStake[]
}

/** A busy machine is slower, not wrong: a case that comes to no end is waited for so long, the others are not. */
const END_WITHIN_MS = 300_000
const COUNTED_WITHIN_MS = 120_000

/** Run it to its end, or until that does not come. */
export async function runCase(options: DeskOptions): Promise<CaseResult> {
  const { world, person, fault } = options
  await using desk = await openDesk(options)
  const { deskId, mortalities } = desk
  const request = buildRequest(deskId)
  const { executionId } = request
  let counts: Counts = { ledger: [], redis: [] }
  const readCounted = async (): Promise<boolean> => {
    counts = await readBoth(world, deskId)
    return isSame(counts)
  }
  const late = await whyLate(async () => {
    await world.doorbells.request(request)
    await desk.untilIdle()
    await until('the execution is over', END_WITHIN_MS, async () => {
      if (!isOver(await person.readRecord(executionId))) return false
      // A process that hung goes on where it was, and what it does then may be looked after again.
      await desk.untilIdle()
      return isOver(await person.readRecord(executionId))
    })
    // A process that hung may still write what it counted before: the watchdog corrects it at its next look.
    await until('Redis counts what the ledger does', COUNTED_WITHIN_MS, readCounted)
  })
  if (late !== null) await readCounted()
  const record = await person.readRecord(executionId)
  // What is not over is left as it is, for the judge.
  if (record && late === null) await person.settle(record)
  await world.reader.del(['ready', 'A', 'B', 'places'].map((key) => `exposure:{${deskId}}:${key}`))
  return {
    deskId,
    executionId,
    words: desk.words,
    states: Object.fromEntries((record?.legs ?? []).map((leg) => [placeOf(leg), leg.state])),
    hasMet: fault === null || mortalities[fault.process].some((one) => one.hasMet()),
    bets: desk.bookmakers.readBooks(),
    counts,
    late,
  }
}

async function whyLate(step: () => Promise<void>): Promise<string | null> {
  try {
    await step()
    return null
  } catch (error) {
    return String(error)
  }
}

/** An execution that was refused before the ledger had it is over too; one with an escalated leg is a person's. */
function isOver(record: ExecutionRecord | undefined): boolean {
  if (record === undefined || record.execution.closedAt !== null) return true
  const states = record.legs.map(({ state }) => state)
  const isPersons = states.includes('ESCALATED')
  return isPersons && states.every((state) => isFinal(state) || state === 'ESCALATED')
}

async function readBoth({ patient, reader }: World, deskId: string): Promise<Counts> {
  const [ledger, counted] = await Promise.all([
    readLedgerCounts(patient, deskId),
    readCounts(reader, deskId),
  ])
  return { ledger, redis: counted }
}

function isSame({ ledger, redis }: Counts): boolean {
  const text = (stakes: readonly CountedStake[]): string =>
    stakes
      .filter(({ stakeMinor }) => stakeMinor !== 0)
      .map((one) => `${one.account} ${one.executionId} ${one.stakeMinor}`)
      .toSorted()
      .join()
  return text(ledger) === text(redis)
}
