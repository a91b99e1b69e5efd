import {
  closeAccounts,
  createScreen,
  drain,
  fly,
  forceOpportunity,
  importContracts,
  persist,
  resumeTrading,
  SERVICES,
  setKnob,
  until,
  type Operator,
  type Stack,
} from '@surefoot/local'
import type { ExecutionRow } from '@surefoot/shared/messages'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countMessages } from '../src/count-messages.ts'
import { followTrace, type Step } from '../src/follow-trace.ts'
import { openDesk, type DeskUnderTest } from '../src/open-desk.ts'
import { openReceiver, type Receiver } from '../src/open-receiver.ts'
import type { ReceivedSpan } from '../src/received-span.ts'

const EXECUTION = 'surefoot.execution.id'
const ROLE = 'surefoot.leg.role'
const WITHIN_MS = 60_000

const screen = createScreen(process.stdout)
let receiver: Receiver
let desk: DeskUnderTest | undefined
let good: ExecutionRow
let hedged: ExecutionRow
let clicked: ExecutionRow
let quotesSent: number

/** Trades until one execution was good, one hedged and one an operator's click, and ends the stack: then every span was delivered. */
beforeAll(async () => {
  receiver = await openReceiver()
  desk = await openDesk({}, receiver.settings)
  const { operator, stack } = desk
  const { sandbox } = stack
  await using quotes = await countMessages(stack.natsUrl, 'stream.quotes.>')
  await importContracts({ operator, sandbox })
  await fly({ operator, sandbox, screen, signal: AbortSignal.timeout(120_000) })
  good = await untilRow((row) => row.final_status === 'success')
  await setKnob(sandbox, { house: 'south', kind: 'refuse', count: 1 })
  hedged = await untilRow((row) => row.hedge === 'covered' && row.closedAt !== null)
  clicked = await click(operator, sandbox)
  await drain(operator, screen)
  await closeAccounts(operator, screen)
  quotesSent = quotes.read()
  await desk[Symbol.asyncDispose]()
  desk = undefined
})

afterAll(async () => {
  await desk?.[Symbol.asyncDispose]()
  await receiver?.[Symbol.asyncDispose]()
})

/** Takes what can be taken as an operator would, until a click was in time. */
async function click(operator: Operator, sandbox: Stack['sandbox']): Promise<ExecutionRow> {
  await persist(() => operator.control({ mode: 'manual' }), { withinMs: 60_000 })
  await forceOpportunity(sandbox, { durationMs: 60_000 })
  const ids = new Set<string>()
  return untilRow(
    (row) => ids.has(row.id) && row.final_status === 'success',
    async () => {
      const [best] = await operator.opportunities()
      if (best === undefined) return
      const id = crypto.randomUUID()
      ids.add(id)
      await operator
        .execute(id, best.opportunityId)
        .catch((error: unknown) => screen.warn(String(error)))
    },
  )
}

function untilRow(
  fits: (row: ExecutionRow) => boolean,
  act?: () => Promise<void>,
): Promise<ExecutionRow> {
  const look = async (): Promise<ExecutionRow | undefined> => {
    if (desk === undefined) return undefined
    await resumeTrading(desk.operator, screen)
    await act?.()
    return (await desk.operator.executions()).find(fits)
  }
  const signal = AbortSignal.timeout(2 * WITHIN_MS)
  return until(look, { what: 'the execution that is looked for', withinMs: WITHIN_MS, signal })
}

/** The trace in which an execution was written to the ledger. */
function traceOf({ id }: ExecutionRow): readonly ReceivedSpan[] {
  const ids = new Set(
    receiver.spans
      .filter(({ name, attributes }) => name === 'audit' && attributes[EXECUTION] === id)
      .map(({ traceId }) => traceId),
  )
  expect(ids.size).toBe(1)
  return receiver.spans.filter(({ traceId }) => ids.has(traceId))
}

function kindsOf(trace: readonly ReceivedSpan[], names: readonly string[]): Set<string> {
  return new Set(
    trace.filter(({ name }) => names.some((one) => name.startsWith(one))).map(({ kind }) => kind),
  )
}

const TO_EXECUTION: readonly Step[] = [
  'scanner: opportunity',
  'scanner: publish opportunity.found',
  'worker: process opportunity.found',
  'worker: take',
  'worker: publish exec.request',
  'execution: process exec.request',
]

test('one trace holds an execution from its opportunity to its closed row', () => {
  const trace = traceOf(good)
  const [opportunity] = followTrace(trace, TO_EXECUTION.slice(0, 1)).end
  expect(opportunity?.parentSpanId ?? '').toBe('')
  for (const stage of ['lock', 'exposure', 'prepare'])
    expect(
      followTrace(trace, [...TO_EXECUTION, [`execution: ${stage}`, { [EXECUTION]: good.id }]]).gap,
    ).toBeNull()
  expect(
    followTrace(trace, [
      ...TO_EXECUTION,
      'execution: audit',
      'execution: request ledger.open',
      'audit: serve ledger.open',
    ]).gap,
  ).toBeNull()
  expect(
    followTrace(trace, [
      ...TO_EXECUTION,
      'execution: close',
      'execution: request ledger.close',
      'audit: serve ledger.close',
    ]).gap,
  ).toBeNull()
})

test.each(['A', 'B'])('leg %s is in it from the slip to the receipt in the ledger', (role) => {
  const trace = traceOf(good)
  const about = { [ROLE]: role, [EXECUTION]: good.id }
  expect(
    followTrace(trace, [
      'execution: prepare',
      ['execution: request leg.prepare', about],
      ['browser-executor: serve leg.prepare', about],
    ]).gap,
  ).toBeNull()
  const placing: Step[] = [
    ...TO_EXECUTION,
    ['execution: place', { ...about, 'surefoot.leg.state': 'ACCEPTED' }],
    ['execution: request leg.place', { ...about, 'surefoot.account': role }],
    ['browser-executor: serve leg.place', about],
  ]
  expect(
    followTrace(trace, [
      ...placing,
      'browser-executor: arm',
      'browser-executor: request ledger.arm',
      'audit: serve ledger.arm',
    ]).gap,
  ).toBeNull()
  expect(
    followTrace(trace, [
      ...placing,
      ['browser-executor: submit', { 'surefoot.leg.state': 'ACCEPTED' }],
    ]).gap,
  ).toBeNull()
  expect(
    followTrace(trace, [
      ...placing,
      'browser-executor: receipt',
      'browser-executor: request ledger.record',
      'audit: serve ledger.record',
    ]).gap,
  ).toBeNull()
})

test('the hedge of a lone leg is in the trace of its execution', () => {
  const trace = traceOf(hedged)
  const hedging: Step[] = [
    ...TO_EXECUTION,
    'execution: call hedge',
    'execution: publish hedge.trigger',
    'hedge: process hedge.trigger',
    'hedge: hedge',
  ]
  expect(
    followTrace(trace, [...hedging, 'hedge: request ledger.hedge', 'audit: serve ledger.hedge'])
      .gap,
  ).toBeNull()
  expect(
    followTrace(trace, [
      ...hedging,
      ['hedge: request leg.place', { [ROLE]: 'H' }],
      'browser-executor: serve leg.place',
      ['browser-executor: submit', { 'surefoot.leg.state': 'ACCEPTED' }],
    ]).gap,
  ).toBeNull()
})

test("an operator's click is a trace of its own, linked to the opportunity", () => {
  const trace = traceOf(clicked)
  const taking: Step[] = [
    'gateway: POST /api/executions',
    'gateway: request desk.execute',
    'worker: serve desk.execute',
    'worker: take',
  ]
  const [taken] = followTrace(trace, taking).end
  const linked = receiver.spans.find(({ spanId }) => spanId === taken?.links[0]?.spanId)
  expect(linked?.name).toBe('process opportunity.found')
  expect(linked?.attributes['surefoot.opportunity.id']).toBe(
    taken?.attributes['surefoot.opportunity.id'],
  )
  expect(
    followTrace(trace, [
      ...taking,
      'worker: publish exec.request',
      'execution: process exec.request',
      ['execution: place', { [ROLE]: 'B', 'surefoot.leg.state': 'ACCEPTED' }],
    ]).gap,
  ).toBeNull()
})

test('messages, requests and what the stores are asked have the kinds and names of the conventions', () => {
  const trace = traceOf(good)
  expect(kindsOf(trace, ['request '])).toEqual(new Set(['CLIENT']))
  expect(kindsOf(trace, ['serve '])).toEqual(new Set(['SERVER']))
  expect(kindsOf(trace, ['publish '])).toEqual(new Set(['PRODUCER']))
  expect(kindsOf(trace, ['process '])).toEqual(new Set(['CONSUMER']))
  expect(
    followTrace(trace, [
      [
        'execution: process exec.request',
        {
          'messaging.system': 'nats',
          'messaging.operation.name': 'process',
          'messaging.operation.type': 'process',
          'messaging.destination.name': 'exec.request',
          'messaging.consumer.group.name': 'execution',
        },
      ],
    ]).gap,
  ).toBeNull()
  expect(
    followTrace(trace, [
      ['execution: request leg.place', { 'messaging.destination.name': 'leg.place.main.A' }],
    ]).gap,
  ).toBeNull()
  expect(
    followTrace(trace, ['execution: lock', ['execution: EVALSHA', { 'db.system.name': 'redis' }]])
      .gap,
  ).toBeNull()
  expect(
    trace.some(({ service, name }) => service === 'audit' && name === 'prisma:client:db_query'),
  ).toBe(true)
})

test('every process tells who it is, and nothing of the machine', () => {
  const resources = new Map(receiver.spans.map(({ service, resource }) => [service, resource]))
  expect([...resources.keys()].toSorted()).toEqual(SERVICES.toSorted())
  for (const resource of resources.values()) {
    expect(resource['service.version']).toMatch(/^\d+\.\d+\.\d+$/)
    expect(Object.keys(resource).filter((key) => /^(process|host|os)\./.test(key))).toEqual([])
  }
  const instances = [...resources.values()].map((resource) => resource['service.instance.id'])
  expect(new Set(instances).size).toBe(SERVICES.length)
})

test('a frame of quotes makes no trace of its own but one in a hundred, and is no parent of an opportunity', () => {
  const frames = receiver.spans.filter(({ name }) => name === 'frame')
  const quotes = receiver.spans.filter(({ name }) => name === 'publish stream.quotes')
  expect(frames.length).toBeGreaterThan(0)
  // Frames without a quote are counted as well, and every stream begins anew.
  expect(frames.length).toBeLessThan(quotesSent / 10)
  const ids = new Set(frames.map(({ spanId }) => spanId))
  expect(quotes.filter(({ parentSpanId }) => !ids.has(parentSpanId ?? ''))).toEqual([])
  const opportunities = receiver.spans.filter(({ name }) => name === 'opportunity')
  expect(opportunities.length).toBeGreaterThan(0)
  expect(opportunities.filter(({ parentSpanId }) => parentSpanId)).toEqual([])
})

test('nothing that repeats for as long as a browser is open hangs on the request that opened it', () => {
  const opening = receiver.spans.find(({ name }) => name === 'serve browser.open')
  const beneath = receiver.spans.filter(({ traceId }) => traceId === opening?.traceId)
  for (const name of ['request ledger.lease', 'publish browser.status'])
    expect(beneath.filter((span) => span.name === name)).toHaveLength(1)
})
