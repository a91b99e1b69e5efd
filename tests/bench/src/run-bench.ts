import type { Floor } from './floor.ts'
import { runFloor } from './floor.ts'
import { openFlow } from './flow.ts'
import { openStand } from './open-stand.ts'
import { summarise, type Report } from './summary.ts'

/** Until the code is compiled and the pools are filled. */
const WARM_UP = 20

/** Flow and floor by turns, so that both meet the same machine. */
export async function runBench(executions: number): Promise<Omit<Report, 'frames'>> {
  await using stand = await openStand()
  await using flow = await openFlow(stand)
  const costsMs: number[] = []
  const floors: Floor[] = []
  for (let at = -WARM_UP; at < executions; at += 1) {
    const costMs = await flow.run()
    const floor = await runFloor(stand, flow.executor)
    if (at < 0) continue
    costsMs.push(costMs)
    floors.push(floor)
  }
  return summarise(costsMs, floors)
}
