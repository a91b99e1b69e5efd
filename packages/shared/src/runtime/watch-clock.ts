/**
 * Measures the wall clock of this machine against the ledger's, and reports it while it is off: in the log, in the system
 * log and as a metric. The status of the service carries the figure to the console.
 */
import type { Bus } from '../bus/bus.ts'
import { ledgerPing } from '../messages/ledger/ping.ts'
import { describeOffset, isSkewed, LARGEST_OFFSET_MS, type ClockReading } from './ledger-clock.ts'
import type { Logger } from './logger.ts'
import { observe } from './metrics-instrument.ts'
import { METRICS } from './metrics.ts'
import { steadyNow } from './steady-clock.ts'

export interface ClockWatch {
  readonly bus: Pick<Bus, 'request' | 'log' | 'ledgerClock' | 'isConnected'>
  readonly logger: Logger
  readonly service: string
  /** It reads the ledger's clock itself: it does not ask. */
  readonly isLedger: boolean
  readonly everyMs?: number
}

const WATCH_EVERY_MS = 1000
/** A service that asks the ledger anything meanwhile has measured with that. */
const ASK_AFTER_MS = 5000
const ASK_WITHIN_MS = 2000
/** While it lasts. */
const REPEAT_EVERY_MS = 60_000

/** Watch until disposed. */
export function watchClock({
  bus,
  logger,
  service,
  isLedger,
  everyMs = WATCH_EVERY_MS,
}: ClockWatch): Disposable {
  const alarm = createAlarm({ bus, logger, service })
  let isAsking = false
  const ask = async (): Promise<void> => {
    isAsking = true
    await bus.request(ledgerPing, {}, { deadlineMs: ASK_WITHIN_MS }).catch((error: unknown) => {
      logger.debug({ err: error }, "the ledger's clock was not measured")
    })
    isAsking = false
  }
  const watch = (): void => {
    if (!bus.isConnected()) return
    alarm(bus.ledgerClock.read())
    if (isLedger || isAsking) return
    if ((bus.ledgerClock.sinceStatedMs() ?? Infinity) >= ASK_AFTER_MS) void ask()
  }
  watch()
  const timer = setInterval(watch, everyMs)
  timer.unref()
  const observing = observe([METRICS.clockOffset, METRICS.clockError], (tell) => {
    const reading = bus.ledgerClock.read()
    if (reading === null) return
    tell(METRICS.clockOffset, {}, reading.offsetMs / 1000)
    tell(METRICS.clockError, {}, reading.errorMs / 1000)
  })
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer)
      observing[Symbol.dispose]()
    },
  }
}

/** Reports once when the clock is off, again each minute and when the figure has changed, and when it is right again. */
function createAlarm({ bus, logger, service }: Omit<ClockWatch, 'everyMs' | 'isLedger'>) {
  let reported: { readonly atMs: number; readonly offsetMs: number } | null = null
  return (reading: ClockReading | null): void => {
    if (reading === null) return
    if (isSkewed(reading)) {
      const { offsetMs, errorMs } = reading
      const isKnown =
        reported !== null &&
        steadyNow() - reported.atMs < REPEAT_EVERY_MS &&
        Math.abs(offsetMs - reported.offsetMs) - errorMs < LARGEST_OFFSET_MS
      if (isKnown) return
      reported = { atMs: steadyNow(), offsetMs }
      const message = describeSkew(service, reading)
      logger.error({ offsetMs, errorMs }, message)
      bus.log({ level: 'error', code: 'CLOCK_SKEW', message, details: { offsetMs, errorMs } })
      return
    }
    if (reported === null) return
    if (Math.abs(reading.offsetMs) + reading.errorMs > LARGEST_OFFSET_MS) return
    reported = null
    const message = `The clock of the machine of ${service} agrees with the ledger's again.`
    logger.info(message)
    bus.log({ level: 'info', code: 'CLOCK_AGREES', message })
  }
}

function describeSkew(service: string, reading: ClockReading): string {
  const offset = describeOffset(reading)
  return `The clock of the machine of ${service} is ${offset}; ${LARGEST_OFFSET_MS / 1000} s is allowed. Synchronise it, or the clock of the machine of Postgres, by NTP: until then ${service} begins nothing new.`
}
