import { Fault } from '@surefoot/shared/bus'
import type { SimProcess } from '../time/sim-process.ts'
import type { BusParts } from './bus-parts.ts'

const DEADLINE_MS = 5000

/**
 * Have a message stored; without a queue it is not. Stored or not, the answer may be lost: then nobody knows, and it rejects.
 */
export function enqueue(
  { queues, network, schedule, faults }: BusParts,
  process: SimProcess,
  message: { readonly subject: string; readonly body: unknown; readonly id: string },
): Promise<void> {
  const { subject } = message
  return new Promise((resolve, reject) => {
    const late = { afterMs: DEADLINE_MS, label: `waited in vain to store ${subject}` }
    const refuse = (): void =>
      reject(new Fault('NOT_ENQUEUED', `${subject} was not stored`, 'reconcile'))
    const cancel = process.later(late, refuse)
    process.say(() => {
      if (faults.strikes('enqueue_lost')) return
      const afterMs = network.latencyMs()
      schedule.plan({ afterMs, label: `${subject} ${message.id} is stored`, owner: null }, () => {
        const isStored = queues.store(message)
        if (faults.strikes('enqueue_answer_lost')) return
        const label = `${subject} ${isStored ? 'was stored' : 'has no queue'}`
        process.later({ afterMs: network.latencyMs(), label }, () => {
          cancel()
          if (isStored) resolve()
          else refuse()
        })
      })
    })
  })
}
