/** Holds the model of the ledger to the real audit service on real Postgres: the same questions, the same answers. */
import { createAudit, migrate, openDatabase } from '@surefoot/audit'
import { openBus, type Bus } from '@surefoot/shared/bus'
import {
  auditEvent,
  ledgerChain,
  refusal,
  type Body,
  type RequestDefinition,
} from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { createDatabase, startNats } from '@surefoot/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { serveLedger } from '../src/ledger/serve-ledger.ts'
import { createLedgerState, type LedgerModel } from '../src/ledger/state.ts'
import { createRandom } from '../src/random.ts'
import { CAPS, MAX_DAY_LOSS_MINOR, MIN_PROFIT_BPS } from '../src/world/settings.ts'
import type { Pool } from './ledger-asks.ts'
import { drawStep } from './ledger-steps.ts'
import { normalise } from './normalise.ts'
import { simulate, type Simulated } from './simulated.ts'

const SEQUENCES = 36
const ASKS = 120
const EXECUTIONS = 6

/** Kinds of link, and codes of refusal. */
const seen = new Set<string>()
const stack = new AsyncDisposableStack()
let real: Bus

beforeAll(async () => {
  const logger = createLogger('test', 'silent')
  const [nats, postgres] = await Promise.all([startNats(), createDatabase()])
  stack.use(nats)
  stack.use(postgres)
  await migrate(postgres.url)
  const database = stack.use(await openDatabase(postgres.url, logger))
  const bus = stack.use(await openBus({ url: nats.url, service: 'audit', logger }))
  const rules = {
    caps: CAPS,
    maxDayLossMinor: MAX_DAY_LOSS_MINOR,
    minProfitBps: MIN_PROFIT_BPS,
    isSafeMode: false,
  }
  stack.use(await createAudit({ bus, database, ...rules }))
  real = stack.use(await openBus({ url: nats.url, service: 'asker', logger }))
})
afterAll(() => stack.disposeAsync())

async function openModel(ids: () => string) {
  const simulated = simulate()
  const ledger: LedgerModel = {
    state: createLedgerState(),
    caps: CAPS,
    maxDayLossMinor: MAX_DAY_LOSS_MINOR,
    minProfitBps: MIN_PROFIT_BPS,
    nowMs: () => Date.now(),
    newId: ids,
    onLink: () => undefined,
  }
  await serveLedger(simulated.start('audit').bus, ledger, [])
  const { bus } = simulated.start('asker')
  return { ledger, bus, simulated }
}

/** Ask, and let virtual time pass until the answer is there. */
async function askModel<B extends Body, R extends Body>(
  { bus, simulated }: { readonly bus: Bus; readonly simulated: Simulated },
  definition: RequestDefinition<B, R>,
  body: z.input<B>,
): Promise<unknown> {
  const reply = bus.request(definition, body, { deadlineMs: 1000 })
  await simulated.schedule.runUntil(simulated.schedule.nowMs() + 20)
  return reply
}

const links = z.array(auditEvent)

/** What the chain has said since a link; the reasons of halts are for people. */
async function readChain(after: number): Promise<z.output<typeof links>> {
  const reply = await real.request(ledgerChain, { after, limit: 500 }, { deadlineMs: 20_000 })
  if (!reply.ok) throw new Error(reply.message)
  // The model learns no limits, which decide nothing that the ledger answers here, and has no rows to seal.
  const ofRows = new Set(['limit.learnt', 'row.sealed'])
  return links.parse(reply.events).filter(({ kind }) => !ofRows.has(kind))
}

for (let sequence = 1; sequence <= SEQUENCES; sequence += 1) {
  it(`the model answers as the ledger does, whatever is asked (sequence ${sequence})`, async () => {
    const random = createRandom(`ledger ${sequence}`)
    const executionIds = Array.from({ length: EXECUTIONS }, () => random.uuid())
    const pool: Pool = { random, deskId: `desk-${sequence}`, executionIds }
    const model = await openModel(random.fork('ids').uuid)
    const { length } = await readLength()
    for (let count = 1; count <= ASKS; count += 1) {
      const ask = drawStep(pool, model.ledger)
      let question: unknown
      const [truth, modelled] = [
        await ask((definition, body) => {
          question = { subject: definition.subject, body }
          return real.request(definition, body, { deadlineMs: 20_000 })
        }),
        await ask((definition, body) => askModel(model, definition, body)),
      ]
      const told = { count, question }
      seen.add(answerOf(truth))
      expect({ ...told, reply: normalise(modelled, pool) }).toEqual({
        ...told,
        reply: normalise(truth, pool),
      })
    }
    const chain = await readChain(length)
    for (const { kind } of chain) seen.add(kind)
    const modelChain = model.ledger.state.links
    expect(modelChain.map((link) => describe(link, pool))).toEqual(
      chain.map((link) => describe(link, pool)),
    )
  })
}

/** What must have been met, so that equal answers prove something. */
const MUST_BE_SEEN = [
  'bet.unplaced',
  'doubted_answer',
  'execution.booked',
  'execution.closed',
  'execution.reopened',
  'hedge.escalated',
  'hedge.planned',
  'late_receipt',
  'leg.armed',
  'leg.resized',
  'leg.settled',
  'settlement.corrected',
  'statement.differs',
  'BET_CLAIMED',
  'DEADLINE',
  'HALTED',
  'HELD',
  'MATCH_BUSY',
  'NOT_FINAL',
  'NOT_LONE',
  'OVER_CAP',
  'SELECTION_BUSY',
  'SETTLED',
  'STALE_LEASE',
  'VENUE',
  'CONCLUDED',
  'NOT_OWNED',
  'TRIED',
]

it('the questions have met what the ledger does and refuses', () => {
  expect([...seen]).toEqual(expect.arrayContaining(MUST_BE_SEEN))
})

function answerOf(reply: unknown): string {
  const refused = refusal.safeParse(reply)
  return refused.success ? refused.data.code : 'ok'
}

async function readLength(): Promise<{ length: number }> {
  const reply = await real.request(ledgerChain, { limit: 1 }, { deadlineMs: 20_000 })
  if (!reply.ok) throw new Error(reply.message)
  return reply
}

function describe({ kind, executionId, details }: z.output<typeof auditEvent>, pool: Pool) {
  const { reason, ...rest } = details
  const isHalt = kind === 'desk.controlled'
  return normalise({ kind, executionId, details: isHalt ? rest : { ...rest, reason } }, pool)
}
