/** Stands in for the operator and the worker as far as browsers go: it keeps one open for each account, wherever it can. */
import type { Bus } from '@surefoot/shared/bus'
import {
  ACCOUNTS,
  browserOpen,
  browserStatus,
  browserWatch,
  type Account,
  type BrowserStatus,
} from '@surefoot/shared/messages'
import { createBus } from '../bus/sim-bus.ts'
import { createClock } from '../time/clock.ts'
import { createProcess } from '../time/sim-process.ts'
import { DESK } from './settings.ts'
import type { World } from './world.ts'

interface Kept {
  status: BrowserStatus | null
  seenAtMs: number
  isBusy: boolean
}

const LOOK_MS = 1000
/** An executor speaks every second. */
const SILENCE_MS = 4000
const DEADLINE_MS = 15_000

/** Begin to keep the browsers open. */
export async function keepBrowsers(world: World): Promise<void> {
  const { schedule } = world
  const process = createProcess(schedule, 'worker')
  const bus = createBus(world, { process, service: 'worker' })
  const kept: Record<Account, Kept> = { A: unknown(), B: unknown() }
  await bus.subscribe(browserStatus, (status) => {
    kept[status.account].status = status
    kept[status.account].seenAtMs = schedule.nowMs()
  })
  const look = async (account: Account): Promise<void> => {
    const one = kept[account]
    const isSilent = schedule.nowMs() - one.seenAtMs > SILENCE_MS
    const isUp = !isSilent && one.status?.isUp === true
    if (one.isBusy || (isUp && one.status?.watching != null)) return
    one.isBusy = true
    const browserId = isUp ? one.status?.browserId : await open(world, bus, account)
    if (browserId !== undefined) await watch(world, bus, { account, browserId })
    one.isBusy = false
  }
  createClock(schedule, process).every(LOOK_MS, () => {
    for (const account of ACCOUNTS) void look(account)
  })
}

function unknown(): Kept {
  return { status: null, seenAtMs: -Infinity, isBusy: false }
}

async function open(world: World, bus: Bus, account: Account): Promise<string | undefined> {
  const ask = { deskId: DESK, account, url: `${world.houses[account].origin}/` }
  const reply = await bus
    .request(browserOpen, ask, { deadlineMs: DEADLINE_MS })
    .catch(() => undefined)
  return reply?.ok === true ? reply.browserId : undefined
}

async function watch(
  world: World,
  bus: Bus,
  { account, browserId }: { readonly account: Account; readonly browserId: string },
): Promise<void> {
  const { providerId } = world.houses[account]
  const ask = { deskId: DESK, account, browserId, providerId, contractVersion: 1 }
  await bus.request(browserWatch, ask, { deadlineMs: DEADLINE_MS }).catch(() => undefined)
}
