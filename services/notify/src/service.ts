import { NoReply } from '@surefoot/shared/bus'
import {
  accountChanged,
  alertChanged,
  deskChanged,
  hedgeChanged,
  notifyChannels,
  notifyTest,
} from '@surefoot/shared/messages'
import { outsideTrace } from '@surefoot/shared/runtime'
import { createAlertBook, type AlertBook } from './alerts/alert-book.ts'
import { isFinished } from './alerts/decide-due.ts'
import { createRaiseAlerts } from './alerts/raise-alerts.ts'
import { openHeartbeat } from './heartbeat.ts'
import { createLease, type Lease } from './lease.ts'
import { createOnChannels, createOnTest } from './on-requests.ts'
import type { Ports } from './ports.ts'
import { repeat } from './repeat.ts'
import { createSendDue, rulesOf, type SendDue } from './send-due.ts'
import { createWatcher } from './watch/watcher.ts'

/** How often the truth is read, with no event of a change. */
const READ_EVERY_MS = 1500
/** A change is in the ledger before its event, and the gateway reads it again: this is its time to do so. */
const AFTER_EVENT_MS = 300
/** A cycle that succeeded longer ago says nothing of now. */
const WELL_FOR_MS = 15_000

/** Reads what is wrong with a desk, and sends it until somebody has acknowledged it. */
export async function openNotify(ports: Ports): Promise<AsyncDisposable> {
  const { bus, settings, logger, now } = ports
  const { deskId } = settings
  await using stack = new AsyncDisposableStack()
  const lease = stack.use(createLease({ ...ports, deskId }))
  const book = createAlertBook({ bus, deskId, now })
  let lastWellAt = -Infinity
  const sendDue = createSendDue({ ports, book, onSent: () => write(book, logger) })
  const cycle = createCycle(ports, { lease, book, sendDue })
  const cycles = repeat(async () => {
    const isWell = await outsideTrace(cycle).catch((error: unknown) => {
      logger.error({ err: error }, 'what is wrong with the desk was not read')
      return false
    })
    if (isWell) lastWellAt = now()
  }, READ_EVERY_MS)
  stack.use(sendDue)
  stack.use(cycles)

  const complaint = (): string | null => {
    if (!bus.isConnected()) return 'NATS cannot be reached.'
    if (!lease.isHeld()) return 'another instance sends the beats, or the ledger does not reply.'
    return now() - lastWellAt < WELL_FOR_MS ? null : 'the ledger does not reply.'
  }
  const heartbeat =
    settings.heartbeat === null
      ? null
      : stack.use(openHeartbeat({ settings: settings.heartbeat, complaint, logger, now }))

  const scope = { scope: { deskId } }
  await bus.serve(notifyChannels, createOnChannels(ports, heartbeat), scope)
  await bus.serve(
    notifyTest,
    createOnTest(ports, book, () => write(book, logger)),
    scope,
  )
  for (const event of [accountChanged, deskChanged, hedgeChanged, alertChanged])
    await bus.subscribe(event, (body) => {
      if (body.deskId === deskId) cycles.soon(AFTER_EVENT_MS)
    })
  const owned = stack.move()
  return { [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

interface Parts {
  readonly lease: Lease
  readonly book: AlertBook
  readonly sendDue: SendDue
}

/** Read, compare, write, send. Answers whether the ledger has it all. */
function createCycle(ports: Ports, { lease, book, sendDue }: Parts): () => Promise<boolean> {
  const { channels, logger, now } = ports
  const watcher = createWatcher(ports)
  const raiseAlerts = createRaiseAlerts({ book, channels, now })
  let hasRead = false
  return async () => {
    if (!(await lease.hold())) {
      // What another instance does meanwhile is not in what was read before.
      hasRead = false
      return false
    }
    const reading = await watcher.read()
    // What is open already, and was sent already, is known from the ledger alone.
    hasRead ||= await write(book, logger)
    if (!hasRead) return false
    raiseAlerts(reading)
    const within = { rules: rulesOf(ports), now: now() }
    const finished = book.alerts().filter((alert) => isFinished(alert, channels, within))
    book.finish(finished.map(({ id }) => id))
    const isWritten = await write(book, logger)
    sendDue.begin()
    return isWritten
  }
}

async function write(book: AlertBook, logger: Ports['logger']): Promise<boolean> {
  try {
    await book.write()
    return true
  } catch (error) {
    if (error instanceof NoReply) logger.debug({ err: error }, 'the ledger is silent')
    else logger.error({ err: error }, 'alerts were not written to the ledger')
    return false
  }
}
