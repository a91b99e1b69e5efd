import { openBus, subjectFor, type ScopeFilter } from '@surefoot/shared/bus'
import { ACCOUNTS, browserOpen, refuse, serviceStatus, systemLog } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { openFaultProxy } from '@surefoot/testkit'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { BUS_USERS, natsUrlOf, USERS, type BusUserName } from '../src/index.ts'
import { RIGHTS, SERVICES, type ServiceName } from '../src/rights.ts'
import { openBusUser, type Attempt, type BusUser } from './bus-user.ts'
import { concrete, DEFINITIONS, type AnyDefinition } from '../src/definitions.ts'
import { openLockedNats, type Locked } from './stand.ts'

let server: Locked
beforeAll(async () => {
  server = await openLockedNats()
})
afterAll(() => server[Symbol.asyncDispose]())

const ALL = [...DEFINITIONS.values()]
const QUEUES = ALL.flatMap((definition) => (definition.kind === 'work' ? [definition.stream] : []))
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
  `$JS.API.STREAM.INFO.${stream}`,
  `$JS.API.STREAM.UPDATE.${stream}`,
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

/** Both accounts at once, and each. */
const EVERY_SCOPE: readonly ScopeFilter[] = [{}, ...ACCOUNTS.map((account) => ({ account }))]

describe.each(BUS_USERS)('%s', (name) => {
  let user: BusUser
  beforeAll(async () => {
    user = await openBusUser(natsUrlOf(server.url, name, server.secrets))
  })
  afterAll(() => user[Symbol.asyncDispose]())
  const { service, account } = USERS[name]
  const { serves, holds, asks, tells, hears, shares, rings, takes } = RIGHTS[service]
  /** The subjects of a definition that are this user's own: of its account, where it has one. */
  const ownOf = (definition: AnyDefinition): string[] =>
    concrete(definition).filter(
      (subject) =>
        account === undefined || definition.scope !== 'account' || subject.endsWith(`.${account}`),
    )

  test('may publish what its row says, and nothing else', async () => {
    const mine = ALL.filter((definition) =>
      includes([...asks, ...tells, ...rings, serviceStatus, systemLog], definition),
    ).flatMap(ownOf)
    const needed = takes.flatMap(({ stream }) => neededOf(stream, service))
    const askers = BUS_USERS.filter((asker) =>
      [...serves, ...holds].some((request) => includes(RIGHTS[USERS[asker].service].asks, request)),
    )
    const inboxes = [...BUS_USERS, 'tools'].map((one) => `_INBOX_${one}.any.1`)
    const answers = [...askers, ...(serves.length > 0 ? ['tools'] : [])].map(
      (one) => `_INBOX_${one}.any.1`,
    )
    const forbidden = [
      ...ALL.flatMap(concrete).filter((subject) => !mine.includes(subject)),
      ...JETSTREAM.filter((subject) => !needed.includes(subject)),
      ...inboxes.filter((inbox) => !answers.includes(inbox)),
      ...ELSEWHERE,
    ]
    const allowed = [...mine, ...needed, ...answers]
    const refused = await user.refusedPublishing([...forbidden, ...allowed])
    expect(refused.toSorted()).toEqual([...new Set(forbidden)].toSorted())
    expect(forbidden.length).toBeGreaterThan(100)
  })

  test('may listen to what its row says, in no queue but its own, and to nobody else', async () => {
    const groups = [...SERVICES, 'any'].flatMap((one) => [one, `${one}.one`])
    const attemptsAt = (definition: AnyDefinition): Attempt[] =>
      [...new Set(EVERY_SCOPE.map((one) => subjectFor(definition, one)))].flatMap((subject) =>
        [undefined, ...groups].map((queue) =>
          queue === undefined ? { subject } : { subject, queue },
        ),
      )
    const subjectsOf = (definition: AnyDefinition): string[] =>
      (account === undefined ? EVERY_SCOPE : [{ account }]).map((one) =>
        subjectFor(definition, one),
      )
    const mine = new Set([
      ...holds.flatMap(subjectsOf).map((subject) => `${subject} ${service}.one`),
      ...[...serves, ...shares, ...hears]
        .flatMap(subjectsOf)
        .map((subject) => `${subject} ${service}`),
      ...hears.flatMap(subjectsOf).map((subject) => `${subject} `),
    ])
    const isAllowed = (attempt: Attempt): boolean => mine.has(asText(attempt))
    const attempts = ALL.flatMap(attemptsAt)
    const allowed = [...attempts.filter(isAllowed), { subject: `_INBOX_${name}.any.*` }]
    const forbidden: Attempt[] = [
      ...attempts.filter((attempt) => !isAllowed(attempt)),
      ...BUS_USERS.flatMap((one) =>
        one === name ? [] : [{ subject: `_INBOX_${one}.>` }, { subject: `_INBOX_${one}.any.1` }],
      ),
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
  expect(await scanner.refusedPublishing(ALL.flatMap(concrete))).not.toEqual([])
  await tools.nats.flush()
  expect(heard.toSorted()).toEqual(
    [
      'contract.get',
      'ledger.limit.list',
      'ledger.ping',
      'opportunity.found',
      'opportunity.gone',
      'opportunity.refused',
      'service.status.main',
      'system.log',
    ].toSorted(),
  )
})

test('an answer finds who asked, though the connection of who answers broke in between', async () => {
  await using proxy = await openFaultProxy(server.url)
  const logger = createLogger('test', 'silent')
  const open = (url: string, user: BusUserName) =>
    openBus({ url: natsUrlOf(url, user, server.secrets), service: USERS[user].service, logger })
  await using executor = await open(proxy.url, 'browser-executor-a')
  await using worker = await open(server.url, 'worker')
  await executor.serve(
    browserOpen,
    async () => {
      proxy.cut()
      await vi.waitFor(() => expect(executor.isConnected()).toBe(false), { timeout: 120_000 })
      await vi.waitFor(() => expect(executor.isConnected()).toBe(true), { timeout: 120_000 })
      return refuse('ACT_FAILED', 'It broke and came back.')
    },
    { scope: { account: 'A' } },
  )
  const ask = { deskId: 'main', account: 'A', url: 'http://127.0.0.1/' } as const
  const answer = await worker.request(browserOpen, ask, { deadlineMs: 20_000 })
  expect(answer).toMatchObject({ code: 'ACT_FAILED' })
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
