import { createLimitBook, type LimitBook } from '@surefoot/arbitrage'
import type { Bus } from '@surefoot/shared/bus'
import { ledgerLimits, limitChanged, readLimits } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'

const DEADLINE_MS = 2000
/** A ledger that did not answer is asked again after this. */
const RETRY_MS = 5000
/** Events show at once what this finds; it is for those that were lost, and there may be hundreds of desks. */
const REFRESH_MS = 30_000

export interface LearntLimits extends AsyncDisposable {
  /** The limits of a desk. They are read from its first use on; until then stakes are shown without them, and nobody takes those. */
  readonly of: (deskId: string) => LimitBook
}

export interface LearntLimitsOptions {
  readonly bus: Bus
  readonly logger: Logger
  readonly now: () => number
}

interface Followed {
  readonly book: LimitBook
  readAtMs: number
}

export async function followLimits({
  bus,
  logger,
  now,
}: LearntLimitsOptions): Promise<LearntLimits> {
  const followed = new Map<string, Followed>()

  async function read(deskId: string, desk: Followed): Promise<void> {
    const end = desk.book.read()
    desk.readAtMs = now()
    try {
      const reply = await readLimits(
        (ask) => bus.request(ledgerLimits, ask, { deadlineMs: DEADLINE_MS }),
        deskId,
      )
      if (reply.ok) end(reply.limits)
    } catch (error) {
      logger.warn(
        { err: error, deskId },
        'the learnt limits were not read; they are asked for again',
      )
    }
  }

  const listener = await bus.subscribe(limitChanged, (change) =>
    followed.get(change.deskId)?.book.adopt(change),
  )
  const reading = setInterval(() => {
    for (const [deskId, desk] of followed)
      if (!desk.book.isKnown() || now() - desk.readAtMs >= REFRESH_MS) void read(deskId, desk)
  }, RETRY_MS)
  return {
    of: (deskId) => {
      const known = followed.get(deskId)
      if (known !== undefined) return known.book
      const desk = { book: createLimitBook(), readAtMs: now() }
      followed.set(deskId, desk)
      void read(deskId, desk)
      return desk.book
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(reading)
      await listener.stop()
    },
  }
}
