import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BUS_USERS, busPermissionsOf, USERS } from '../src/index.ts'
import { RIGHTS, SERVICES, type ServiceName } from '../src/rights.ts'
import { DEFINITIONS } from '../src/definitions.ts'

const ROOT = join(import.meta.dirname, '../../..')

async function readSource(folder: string): Promise<string> {
  const files = await readdir(join(ROOT, folder), { recursive: true })
  const sources = files.filter((file) => file.endsWith('.ts'))
  const texts = await Promise.all(sources.map((file) => readFile(join(ROOT, folder, file), 'utf8')))
  return texts.join('\n')
}

const IMPORT = /import \{([^}]*)\} from '@surefoot\/shared\/messages'/g

/** Messages that a service's source names, other than as a type. */
function namedIn(source: string): string[] {
  const lists = [...source.matchAll(IMPORT)].map(([, list = '']) => list)
  const names = lists.flatMap((list) => list.split(',')).map((name) => name.trim())
  return names.filter((name) => DEFINITIONS.has(name))
}

/** What the execution and hedge services ask through the client that they share. */
function askedOfClient(source: string): string[] {
  const asked = [...source.matchAll(/\bledger\.(\w)(\w+)\(/g)].map(
    ([, first = '', rest = '']) => `ledger${first.toUpperCase()}${rest}`,
  )
  return [...asked, ...(source.includes('holdLease') ? ['ledgerLease'] : [])]
}

/** What any service asks through the reader of contracts that they share. */
function askedOfContracts(source: string): string[] {
  return source.includes('createReadTerms') ? ['contractGet'] : []
}

/** Whoever is not the ledger measures its clock by it. */
const MEASURED_BY = 'ledgerPing'

function grantedTo(service: ServiceName): string[] {
  const all = new Set(
    Object.values(RIGHTS[service])
      .flat()
      .map(({ subject }) => subject),
  )
  return [...DEFINITIONS]
    .flatMap(([name, { subject }]) => (all.has(subject) ? [name] : []))
    .toSorted()
}

test.each(SERVICES)(
  '%s has a right for each message that its source names, and no other',
  async (service) => {
    const source = await readSource(`services/${service}/src`)
    const isClient = service === 'execution' || service === 'hedge'
    const used = new Set([
      ...namedIn(source),
      ...askedOfContracts(source),
      ...(isClient ? askedOfClient(source) : []),
      ...(service === 'audit' ? [] : [MEASURED_BY]),
    ])
    expect(grantedTo(service)).toEqual([...used].toSorted())
  },
)

test('a request is answered by one service, and a work queue taken from by one', () => {
  for (const definition of DEFINITIONS.values()) {
    const owners = SERVICES.filter((service) => {
      const { serves, holds, takes } = RIGHTS[service]
      return [...serves, ...holds, ...takes].some(({ subject }) => subject === definition.subject)
    })
    expect([definition.subject, owners.length]).toEqual([
      definition.subject,
      definition.kind === 'event' ? 0 : 1,
    ])
  }
})

/** Said a second time and by hand, because a mistake in the table would be one in every test that is made from it. */
test.each([
  ['leg.place', ['execution', 'hedge']],
  ['leg.prepare', ['execution', 'hedge']],
  ['ledger.arm', ['browser-executor']],
  ['ledger.open', ['execution']],
  ['ledger.settle', ['gateway']],
  ['ledger.control', ['execution', 'worker']],
  ['ledger.link', ['gateway']],
  ['ledger.login', ['gateway']],
  ['ledger.logout', ['gateway']],
  ['ledger.limit.forget', ['gateway']],
  ['session.ended', ['audit']],
  ['desk.control', ['gateway']],
  ['desk.execute', ['gateway']],
  ['contract.import', ['gateway']],
  ['exec.request', ['worker']],
  ['hedge.trigger', ['execution']],
  ['browser.open', ['worker']],
  ['browser.act', ['gateway']],
  ['stream.quotes', ['browser-executor']],
  ['opportunity.found', ['scanner']],
  ['opportunity.refused', ['scanner']],
])('%s may be sent by %j alone', (subject, services) => {
  const may = BUS_USERS.filter((user) =>
    busPermissionsOf(user, { hasTools: false }).publish.some(
      (allowed) => allowed === subject || allowed.startsWith(`${subject}.`),
    ),
  )
  expect(new Set(may.map((user) => USERS[user].service))).toEqual(new Set(services))
})

test('the users of an account may say and answer nothing of the other account', () => {
  for (const user of BUS_USERS) {
    const { account } = USERS[user]
    if (account === undefined) continue
    const { publish, subscribe } = busPermissionsOf(user, { hasTools: false })
    const byAccount = [...publish, ...subscribe].filter((subject) =>
      /^(browser|leg|bets|stream\.quotes)\b/.test(subject),
    )
    expect(byAccount).toHaveLength(10)
    const others = byAccount.filter((subject) => subject.split(' ')[0]?.endsWith(`.${account}`))
    expect(others).toEqual(byAccount)
  }
})
