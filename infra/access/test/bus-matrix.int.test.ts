import { browserOpen, createLogger, openBus, refuse, subjectFor, systemLog } from '@surefoot/shared'
import { openFaultProxy } from '@surefoot/testkit'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { natsUrlOf } from '../src/index.ts'
import { RIGHTS, SERVICES, type ServiceName } from '../src/rights.ts'
import { openBusUser, type Attempt, type BusUser } from './bus-user.ts'
import { concrete, DEFINITIONS, type AnyDefinition } from './definitions.ts'
import { openLockedNats, type Locked } from './stand.ts'

let server: Locked
beforeAll(async () => {
  server = await openLockedNats()
})
afterAll(() => server[Symbol.asyncDispose]())

const ALL = [...DEFINITIONS.values()]
const QUEUES = ALL.flatMap((definition) => (definition.kind === 'work' ? [definition.stream] : []))
const others = (service: ServiceName) => SERVICES.filter((name) => name !== service)
const includes = (list: readonly { subject: string }[], { subject }: AnyDefinition): boolean =>
  list.some((one) => one.subject === subject)

/** Every act of JetStream's interface on a work queue, and on its consumers by the name of each service. */
const STREAM_ACTS = [
  'CREATE',
  'UPDATE',
  'DELETE',
  'PURGE',
  'INFO',
  'RESTORE',
  'SNAPSHOT',
  'PEER.REMOVE',
  'LEADER.STEPDOWN',
  'MSG.GET',
  'MSG.DELETE',
].map((act) => `STREAM.${act}`)
const CONSUMER_ACTS = [
  'CREATE',
  'DURABLE.CREATE',
  'DELETE',
  'INFO',
  'MSG.NEXT',
  'PAUSE',
  'LEADER.STEPDOWN',
].map((act) => `CONSUMER.${act}`)
const FOREIGN = ['CREATED', 'KV_secrets']
const onStream = (stream: string): string[] => [
  ...STREAM_ACTS.map((act) => `$JS.API.${act}.${stream}`),
  ...['CREATE', 'LIST', 'NAMES'].map((act) => `$JS.API.CONSUMER.${act}.${stream}`),
  `$JS.API.DIRECT.GET.${stream}`,
]
const onConsumer = (stream: string, service: ServiceName): string[] => [
  ...CONSUMER_ACTS.map((act) => `$JS.API.${act}.${stream}.${service}`),
  `$JS.ACK.${stream}.${service}.1.1.1.1.0`,
]
const STREAMS = [...QUEUES, ...FOREIGN]
const JETSTREAM = [
  ['$JS.API.INFO', '$JS.API.STREAM.LIST', '$JS.API.STREAM.NAMES'],
  STREAMS.flatMap(onStream),
  STREAMS.flatMap((stream) => SERVICES.flatMap((service) => onConsumer(stream, service))),
].flat()
/** The only ones that a service needs of a queue that it takes from. */
const neededOf = (stream: string, service: ServiceName): string[] => [
  `$JS.API.STREAM.CREATE.${stream}`,
  `$JS.API.CONSUMER.CREATE.${stream}.${service}`,
  `$JS.API.CONSUMER.INFO.${stream}.${service}`,
  `$JS.API.CONSUMER.MSG.NEXT.${stream}.${service}`,
  `$JS.ACK.${stream}.${service}.1.1.1.1.0`,
]
const ELSEWHERE = [
  '$SYS.REQ.SERVER.PING',
  '$SYS.REQ.ACCOUNT.PING',
  'made.up',
  'ledger',
  'leg.place',
  'leg.place.main',
  '_INBOX.any.1',
]

const asText = ({ subject, queue }: Attempt): string => `${subject} ${queue ?? ''}`
/** What is asked of an account goes to who holds it, in a group of its own; all else is shared among the instances. */
const groupOf = ({ scope }: AnyDefinition, service: ServiceName): string =>
  scope === 'account' ? `${service}.one` : service

describe.each(SERVICES)('%s', (service) => {
  let user: BusUser
  beforeAll(async () => {
    user = await openBusUser(natsUrlOf(server.url, service, server.secrets))
  })
  afterAll(() => user[Symbol.asyncDispose]())
  const { serves, asks, tells, hears, shares, rings, takes } = RIGHTS[service]

  test('may publish what its row says, and nothing else', async () => {
    const isMine = (definition: AnyDefinition): boolean =>
      includes([...asks, ...tells, ...rings, systemLog], definition)
    const needed = takes.flatMap(({ stream }) => neededOf(stream, service))
    const askers = SERVICES.filter((name) =>
      serves.some((request) => includes(RIGHTS[name].asks, request)),
    )
    const inboxes = [...SERVICES, 'tools'].map((name) => `_INBOX_${name}.any.1`)
    const answers = [...askers, ...(serves.length > 0 ? ['tools'] : [])].map(
      (name) => `_INBOX_${name}.any.1`,
    )
    const forbidden = [
      ...ALL.filter((definition) => !isMine(definition)).map(concrete),
      ...JETSTREAM.filter((subject) => !needed.includes(subject)),
      ...inboxes.filter((inbox) => !answers.includes(inbox)),
      ...ELSEWHERE,
    ]
    const allowed = [...ALL.filter(isMine).map(concrete), ...needed, ...answers]
    const refused = await user.refusedPublishing([...forbidden, ...allowed])
    expect(refused.toSorted()).toEqual([...new Set(forbidden)].toSorted())
    expect(forbidden.length).toBeGreaterThan(100)
  })

  test('may listen to what its row says, in no queue but its own, and to nobody else', async () => {
    const groups = [...SERVICES, 'any'].flatMap((name) => [name, `${name}.one`])
    const attemptsAt = (definition: AnyDefinition): Attempt[] => {
      const subject = subjectFor(definition)
      return [{ subject }, ...groups.map((queue) => ({ subject, queue }))]
    }
    const mine = new Set([
      ...serves.map((one) => `${subjectFor(one)} ${groupOf(one, service)}`),
      ...[...shares, ...hears].map((one) => `${subjectFor(one)} ${service}`),
      ...hears.map((one) => `${subjectFor(one)} `),
    ])
    const isAllowed = (attempt: Attempt): boolean => mine.has(asText(attempt))
    const attempts = ALL.flatMap(attemptsAt)
    const allowed = [...attempts.filter(isAllowed), { subject: `_INBOX_${service}.any.*` }]
    const forbidden: Attempt[] = [
      ...attempts.filter((attempt) => !isAllowed(attempt)),
      ...others(service).flatMap((name) => [
        { subject: `_INBOX_${name}.>` },
        { subject: `_INBOX_${name}.any.1` },
      ]),
      ...[
        '>',
        '*',
        '*.*',
        'ledger.>',
        'leg.>',
        'stream.>',
        '_INBOX.>',
        '$JS.>',
        '$JS.API.>',
        '$SYS.>',
        'made.up',
      ].map((subject) => ({ subject })),
    ]
    const refused = await user.refusedListening([...forbidden, ...allowed])
    expect(refused.map(asText).toSorted()).toEqual(forbidden.map(asText).toSorted())
  })
})

test('what is refused arrives nowhere, and what is allowed arrives', async () => {
  await using tools = await openBusUser(server.url)
  await using scanner = await openBusUser(natsUrlOf(server.url, 'scanner', server.secrets))
  const heard: string[] = []
  tools.nats.subscribe('>', { callback: (_error, { subject }) => void heard.push(subject) })
  await tools.nats.flush()
  expect(await scanner.refusedPublishing(ALL.map(concrete))).not.toEqual([])
  await tools.nats.flush()
  expect(heard.toSorted()).toEqual(
    ['contract.get', 'opportunity.found', 'opportunity.gone', 'system.log'].toSorted(),
  )
})

test('an answer finds who asked, though the connection of who answers broke in between', async () => {
  await using proxy = await openFaultProxy(server.url)
  const logger = createLogger('test', 'silent')
  const open = (url: string, service: ServiceName) =>
    openBus({ url: natsUrlOf(url, service, server.secrets), service, logger })
  await using executor = await open(proxy.url, 'browser-executor')
  await using worker = await open(server.url, 'worker')
  await executor.serve(browserOpen, async () => {
    proxy.cut()
    await vi.waitFor(() => expect(executor.isConnected()).toBe(false))
    await vi.waitFor(() => expect(executor.isConnected()).toBe(true), { timeout: 10_000 })
    return refuse('BROKEN', 'It broke and came back.')
  })
  const ask = { deskId: 'main', account: 'A', url: 'http://127.0.0.1/' } as const
  const answer = await worker.request(browserOpen, ask, { deadlineMs: 20_000 })
  expect(answer).toMatchObject({ code: 'BROKEN' })
  expect(executor.forbidden()).toEqual([])
})

test.each([
  ['a service with a wrong password', (url: string) => url.replace(/:[^:@]+@/, ':wrong@')],
  ['a service with the password of another', (url: string) => url.replace('scanner:', 'hedge:')],
  ['somebody without a name', (url: string) => url.replace(/\/\/.*@/, '//')],
])('%s does not get in', async (_who, spoil) => {
  const url = spoil(natsUrlOf(server.url, 'scanner', server.secrets))
  await expect(openBusUser(url)).rejects.toThrow(/authorization/i)
})
