import { readUsage } from '@surefoot/testkit'
import { openFloor, type Floor } from './floor.ts'
import { openFlow } from './flow.ts'
import { openStand, type Stand } from './open-stand.ts'
import { runRoundTrips, type RoundTrips } from './round-trips.ts'
import { summarise, type Processor, type Report } from './summary.ts'

/** Until the code is compiled and the pools are filled. */
const WARM_UP = 20
/** Executions between two readings of the processor's clock, which counts hundredths of a second. */
const BLOCK = 10

/** Flow, floor and round trips by turns, so that all meet the same machine. */
export async function runBench(executions: number): Promise<Omit<Report, 'frames'>> {
  await using stand = await openStand()
  await using flow = await openFlow(stand)
  await using floor = await openFloor(stand.servers)
  for (let at = 0; at < WARM_UP; at += 1) {
    await flow.run()
    await floor.run()
    await runRoundTrips(stand, flow.executor)
  }
  const costsMs: number[] = []
  const [floors, roundTrips]: [Floor[], RoundTrips[]] = [[], []]
  const processor = { ledger: 0, execution: 0, postgres: 0 }
  while (costsMs.length < executions) {
    const count = Math.min(BLOCK, executions - costsMs.length)
    const before = await readProcessor(stand)
    for (let at = 0; at < count; at += 1) costsMs.push(await flow.run())
    const after = await readProcessor(stand)
    for (const part of PARTS) processor[part] += after[part] - before[part]
    for (let at = 0; at < count; at += 1) floors.push(await floor.run())
    for (let at = 0; at < count; at += 1) roundTrips.push(await runRoundTrips(stand, flow.executor))
  }
  return summarise({ costsMs, floors, roundTrips, processor })
}

const PARTS = ['ledger', 'execution', 'postgres'] as const

/** Processor time so far, in milliseconds: of the audit service, of this process with the execution service, of Postgres. */
async function readProcessor({ pids }: Stand): Promise<Processor> {
  const [ledger, execution, postgres] = await Promise.all(
    [[pids.ledger], [process.pid], pids.postgres].map(async (of) => (await readUsage(of)).cpuMs),
  )
  return { ledger: ledger ?? 0, execution: execution ?? 0, postgres: postgres ?? 0 }
}
