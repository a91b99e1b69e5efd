import { createNetwork, type Network } from '../src/bus/network.ts'
import { createBus } from '../src/bus/sim-bus.ts'
import { createWorkQueues, type WorkQueues } from '../src/bus/work-queues.ts'
import type { FaultKind, PassingFault } from '../src/faults/kinds.ts'
import type { FaultMix } from '../src/faults/mix.ts'
import { createRandom } from '../src/random.ts'
import { createSchedule, type Schedule } from '../src/time/schedule.ts'
import { createProcess, type SimProcess } from '../src/time/sim-process.ts'
import type { Bus } from '@surefoot/shared/bus'

export interface Simulated {
  readonly schedule: Schedule
  readonly network: Network
  readonly queues: WorkQueues
  readonly faults: FaultMix
  /** Faults that happen every time. */
  readonly active: Set<PassingFault>
  /** A process with a bus of its own. */
  readonly start: (service: string) => { readonly process: SimProcess; readonly bus: Bus }
}

/** Virtual time, a network and work queues, on which just the faults happen that a test asks for. */
export function simulate(): Simulated {
  const schedule = createSchedule(() => undefined)
  const random = createRandom('test')
  const active = new Set<PassingFault>()
  const faults: FaultMix = {
    strikes: (kind) => active.has(kind),
    strokes: new Map(),
    count: () => undefined,
    end: () => active.clear(),
    counts: new Map<FaultKind, number>(),
    random,
  }
  const network = createNetwork({ schedule, faults, random })
  const queues = createWorkQueues(schedule, faults)
  return {
    schedule,
    network,
    queues,
    faults,
    active,
    start: (service) => {
      const process = createProcess(schedule, service)
      return {
        process,
        bus: createBus({ schedule, network, queues, faults }, { process, service }),
      }
    },
  }
}
