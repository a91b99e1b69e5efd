import { toMinor } from '@surefoot/arbitrage'
import { NoReply, openBus, type Bus } from '@surefoot/shared/bus'
import type { Body, Reply, RequestDefinition } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { createDatabase, startNats } from '@surefoot/testkit'
import type { z } from 'zod'
import { asMember } from './as-member.ts'
import { createAudit, migrate, openDatabase, type Database } from '../src/index.ts'

export interface TestLedger extends AsyncDisposable {
  /**
   * Asks the service over the bus, as every other process does. The ledger gives up what a busy machine does not let it do in
   * time; that is asked again, with the same words.
   */
  readonly ask: <B extends Body, R extends Body>(
    definition: RequestDefinition<B, R>,
    body: z.input<B>,
  ) => Promise<Reply<R>>
  readonly bus: Bus
  readonly natsUrl: string
  /** Of the database, as the owner of its tables. */
  readonly url: string
  /** As the owner of the tables, who may do what the service may not. */
  readonly database: Database
  /** As the service sees it. */
  readonly served: Database
}

const ANSWERED_WITHIN_MS = 120_000

async function askUntilAnswered<B extends Body, R extends Body>(
  bus: Bus,
  definition: RequestDefinition<B, R>,
  body: z.input<B>,
): Promise<Reply<R>> {
  const giveUpAt = performance.now() + ANSWERED_WITHIN_MS
  for (;;)
    try {
      return await bus.request(definition, body, { deadlineMs: ANSWERED_WITHIN_MS })
    } catch (error) {
      const isGivenUp = error instanceof NoReply && error.code === 'FAILED'
      if (!isGivenUp || performance.now() > giveUpAt) throw error
    }
}

export interface LedgerOptions {
  readonly isSafeMode?: boolean
  /** Whether a control is loosened only with the approval of the gateway. */
  readonly demandsApproval?: boolean
  /** A database that is there already, as its owner; left out: one of its own. */
  readonly url?: string
}

/** An audit service on a NATS and a database of its own; caps of 1000 a match and 5000 in all, 100 to lose a day. */
export async function openLedger({
  isSafeMode = false,
  demandsApproval = false,
  url,
}: LedgerOptions = {}): Promise<TestLedger> {
  await using stack = new AsyncDisposableStack()
  const logger = createLogger('test', 'silent')
  const [nats, postgres] = await Promise.all([
    startNats(),
    url === undefined ? createDatabase() : { url, [Symbol.asyncDispose]: async () => undefined },
  ])
  stack.use(nats)
  stack.use(postgres)
  await migrate(postgres.url)
  const database = stack.use(await openDatabase(postgres.url, logger))
  const served = stack.use(await openDatabase(await asMember(postgres.url), logger))
  const service = stack.use(await openBus({ url: nats.url, service: 'audit', logger }))
  const caps = { perMatchMinor: toMinor('1000'), totalMinor: toMinor('5000') }
  stack.use(
    await createAudit({
      bus: service,
      database: served,
      caps,
      maxDayLossMinor: toMinor('100'),
      minProfitBps: 50,
      isSafeMode,
      demandsApproval,
    }),
  )
  const bus = stack.use(await openBus({ url: nats.url, service: 'asker', logger }))
  const owned = stack.move()
  return {
    ask: (definition, body) => askUntilAnswered(bus, definition, body),
    bus,
    natsUrl: nats.url,
    url: postgres.url,
    database,
    served,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
