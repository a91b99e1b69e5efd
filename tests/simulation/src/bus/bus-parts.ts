import type { FaultMix } from '../faults/mix.ts'
import type { Schedule } from '../time/schedule.ts'
import type { Network } from './network.ts'
import type { WorkQueues } from './work-queues.ts'

/** What the buses of all processes share. */
export interface BusParts {
  readonly schedule: Schedule
  readonly network: Network
  readonly queues: WorkQueues
  readonly faults: FaultMix
}
