import { inboxPrefixOf, subjectFor } from '@surefoot/shared/bus'
import { serviceStatus, systemLog } from '@surefoot/shared/messages'
import { RIGHTS, type ServiceName } from './rights.ts'
import { TOOLS, type Tools } from './tools.ts'
import { BUS_USERS, USERS, type BusUserName } from './users.ts'

/** What a user of the NATS server may do, in the server's own words; `subject queue` allows that queue group alone. */
export interface BusPermissions {
  readonly publish: readonly string[]
  readonly subscribe: readonly string[]
}

/**
 * The subjects of a user: those of its service, and of what concerns an account only its own account's. The queues' own subjects are those of the service that takes from them: it alone makes
 * and changes the stream, because who does may have the server publish what comes into it anywhere.
 */
export function busPermissionsOf(user: BusUserName, { hasTools }: Tools): BusPermissions {
  const { service, account } = USERS[user]
  const { serves, holds, asks, tells, hears, shares, rings, takes } = RIGHTS[service]
  const scope = account === undefined ? {} : { account }
  const all = (definitions: Parameters<typeof subjectFor>[0][]): string[] =>
    definitions.map((definition) => subjectFor(definition, scope))
  const inQueue = (subject: string): string => `${subject} ${service}`
  return {
    publish: [
      ...all([...asks, ...tells, systemLog, serviceStatus, ...rings]),
      ...askersOf(service, { hasTools }).map(inboxesOf),
      ...takes.flatMap(({ stream }) => [
        `$JS.API.STREAM.CREATE.${stream}`,
        `$JS.API.STREAM.INFO.${stream}`,
        `$JS.API.STREAM.UPDATE.${stream}`,
        `$JS.API.CONSUMER.CREATE.${stream}.${service}`,
        `$JS.API.CONSUMER.INFO.${stream}.${service}`,
        `$JS.API.CONSUMER.MSG.NEXT.${stream}.${service}`,
        `$JS.ACK.${stream}.${service}.>`,
      ]),
    ],
    subscribe: [
      ...all([...serves, ...shares]).map(inQueue),
      ...all([...holds]).map((subject) => `${subject} ${service}.*`),
      // Its own queue as well, which keeps it out of all others: in another's it would take what that one is to hear.
      ...all([...hears]).flatMap((subject) => [subject, inQueue(subject)]),
      inboxesOf(user),
    ],
  }
}

/**
 * Those whose requests it answers. The server could permit each answer by itself (`allow_responses`), but forgets what it
 * permitted with the connection: the answer to a bet would be lost with a network's hiccup, and the leg be unknown.
 */
function askersOf(service: ServiceName, { hasTools }: Tools): string[] {
  const answers = [...RIGHTS[service].serves, ...RIGHTS[service].holds]
  const subjects = new Set(answers.map(({ subject }) => subject))
  const users = BUS_USERS.filter((asker) =>
    RIGHTS[USERS[asker].service].asks.some(({ subject }) => subjects.has(subject)),
  )
  return hasTools && answers.length > 0 ? [...users, TOOLS] : users
}

function inboxesOf(user: string): string {
  return `${inboxPrefixOf(user)}.>`
}
