/** Stands in for who asks for executions, and for who runs the desk. */
import type { Bus } from '@surefoot/shared/bus'
import { execRequest, ledgerControl, type Control } from '@surefoot/shared/messages'
import { createBus } from '../bus/sim-bus.ts'
import { deskOf } from '../ledger/state.ts'
import type { Random } from '../random.ts'
import { createClock } from '../time/clock.ts'
import { createProcess } from '../time/sim-process.ts'
import { MATCHES, quoteOpportunity } from './opportunity.ts'
import { DESK } from './settings.ts'
import type { World } from './world.ts'

export interface Operator {
  readonly control: (change: Partial<Control>) => void
  /** Ask for an execution; asked again, the message is stored once more under another id. */
  readonly request: (times: number) => void
  /** A person looks at a halted desk, and now and then goes on. */
  readonly goOnAfterHalts: () => void
}

const STAKES = ['20.00', '55.50', '100.00', '100.00', '300.00', '700.00']
const FRESH_MS = 15_000
const DEADLINE_MS = 5000
const LOOK_MS = 7000

export function createOperator(world: World): Operator {
  const random = world.random.fork('operator')
  const process = createProcess(world.schedule, 'operator')
  const bus = createBus(world, { process, service: 'gateway' })
  const control = (change: Partial<Control>): void => {
    const body = { deskId: DESK, change, actor: 'operator', reason: null }
    void bus.request(ledgerControl, body, { deadlineMs: DEADLINE_MS }).catch(() => undefined)
  }
  return {
    control,
    request: (times) => ask(world, { bus, random, times }),
    goOnAfterHalts: () => {
      createClock(world.schedule, process).every(LOOK_MS, () => {
        const { trading } = deskOf(world.ledger, DESK).control
        if (trading !== 'RUN' && random.chance(0.5)) control({ trading: 'RUN' })
      })
    },
  }
}

function ask(
  world: World,
  { bus, random, times }: { readonly bus: Bus; readonly random: Random; readonly times: number },
): void {
  const executionId = random.uuid()
  const body = {
    deskId: DESK,
    executionId,
    opportunity: quoteOpportunity(world, random.pick(MATCHES), random.pick(STAKES)),
    venue: deskOf(world.ledger, DESK).control.venue,
    requestedBy: 'operator',
    expiresAt: world.ledger.nowMs() + FRESH_MS,
  }
  for (let time = 0; time < times; time += 1) {
    void bus.enqueue(execRequest, body, { id: `${executionId} ${time}` }).catch(() => undefined)
  }
}
