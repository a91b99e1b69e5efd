import {
  check,
  collectEvidence,
  readCounts,
  readLedgerCounts,
  type CountedStake,
  type Evidence,
} from '@surefoot/checker'
import { ledgerUnfinished, type ExecutionRecord } from '@surefoot/shared/messages'
import type { Measurement } from './report.ts'
import { CAPS } from './settings.ts'
import { until } from './until.ts'
import type { World } from './world.ts'

export interface Verdict extends Pick<Measurement, 'bets' | 'violations'> {
  readonly records: ReadonlyMap<string, ExecutionRecord>
}

/** Longer than the watchdog takes to end what a machine that was too full has left. */
const ENDED_WITHIN_MS = 120_000
/** Far longer than a look of the watchdog, which brings Redis up to the ledger. */
const EQUAL_WITHIN_MS = 30_000

/** Hold the ledger and Redis against the simulated bookmakers' books, when all is quiet: I1–I15 of docs/safety.md. */
export async function judge(
  world: World,
  deskIds: readonly string[],
  wantedBets: number,
): Promise<Verdict> {
  // A book that is read while bets are placed is not all that the ledger may know. What is still open the checker tells.
  await until('nothing is open', ENDED_WITHIN_MS, () => isAllEnded(world)).catch(() => undefined)
  const bets = (await Promise.all(world.executors.map((one) => one.readBooks()))).flat()
  const exposure = await readExposure(world, deskIds)
  const collected = await collectEvidence({
    bus: world.bus,
    deskIds,
    counts: null,
    bets,
    caps: CAPS,
    isQuiet: true,
    quota: {
      wanted: { bets: wantedBets, faults: {} },
      reached: { bets: bets.length, faults: {} },
    },
  })
  const evidence = { ...collected, exposure }
  return {
    bets: bets.length,
    violations: check(evidence).map(({ invariant, subject, details }) => ({
      invariant,
      subject,
      details,
    })),
    records: new Map(evidence.records.map((record) => [record.execution.id, record])),
  }
}

async function isAllEnded({ bus }: World): Promise<boolean> {
  const open = bus.request(ledgerUnfinished, {}, { deadlineMs: 10_000 })
  return open.then(
    (reply) => reply.ok && reply.executions.length === 0,
    () => false,
  )
}

type Exposure = NonNullable<Evidence['exposure']>

/** Statements go on and settle bets: so it is read until both were read between two of them, or the time is over. */
async function readExposure(world: World, deskIds: readonly string[]): Promise<Exposure> {
  let exposure: Exposure = { ledger: [], redis: [] }
  const look = async (): Promise<boolean> => {
    const [ledger, redis] = await Promise.all([
      readAll(deskIds, (deskId) => readLedgerCounts(world.bus, deskId)),
      readAll(deskIds, (deskId) => readCounts(world.redis, deskId)),
    ])
    exposure = { ledger, redis }
    return textOf(ledger) === textOf(redis)
  }
  // What still differs is the checker's to tell.
  await until('Redis counts what the ledger does', EQUAL_WITHIN_MS, look).catch(() => undefined)
  return exposure
}

async function readAll(
  deskIds: readonly string[],
  readDesk: (deskId: string) => Promise<CountedStake[]>,
): Promise<CountedStake[]> {
  const counts: CountedStake[] = []
  for (const deskId of deskIds) counts.push(...(await readDesk(deskId)))
  return counts
}

function textOf(stakes: readonly CountedStake[]): string {
  return stakes
    .filter(({ stakeMinor }) => stakeMinor !== 0)
    .map(({ account, executionId, stakeMinor }) => `${account} ${executionId} ${stakeMinor}`)
    .toSorted()
    .join()
}
