/** One instance of a service, as a process of its own: it answers a request and takes work, until it is asked to end. */
import { openBus } from '@surefoot/shared/bus'
import { contractList, hedgeTrigger, ok } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { setTimeout as delay } from 'node:timers/promises'

/** Long enough that it always has something in hand when it is asked to end. */
const TAKES_MS = 20

const bus = await openBus({
  url: process.env['NATS_URL'] ?? '',
  service: 'answering',
  logger: createLogger('answering', 'error'),
})
await bus.serve(contractList, async () => {
  await delay(TAKES_MS)
  return ok({ contracts: [] })
})
await bus.work(hedgeTrigger, async ({ executionId }) => {
  await delay(TAKES_MS)
  process.send?.({ done: executionId })
})
process.once('SIGTERM', () => {
  void bus[Symbol.asyncDispose]().then(() => process.exit(0))
})
process.send?.({ ready: true })
