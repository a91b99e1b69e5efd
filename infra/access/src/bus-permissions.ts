import { inboxPrefixOf, subjectFor, systemLog } from '@surefoot/shared'
import { RIGHTS, SERVICES, type ServiceName } from './rights.ts'
import { TOOLS, type Tools } from './tools.ts'

/** What a user of the NATS server may do, in the server's own words; `subject queue` allows that queue group alone. */
export interface BusPermissions {
  readonly publish: readonly string[]
  readonly subscribe: readonly string[]
}

/**
 * The subjects of a service. The queues' own subjects are those of the service that takes from them: it alone makes the
 * stream, because who makes one may have the server publish what comes into it anywhere.
 */
export function busPermissionsOf(service: ServiceName, { hasTools }: Tools): BusPermissions {
  const { serves, asks, tells, hears, shares, rings, takes } = RIGHTS[service]
  const all = (definitions: Parameters<typeof subjectFor>[0][]): string[] =>
    definitions.map((definition) => subjectFor(definition))
  const inQueue = (subject: string): string => `${subject} ${service}`
  /** What is asked of an account goes to who holds it: each holder listens in a group of its own. */
  const inGroup = ({ scope }: { readonly scope: string }): string =>
    scope === 'account' ? `${service}.*` : service
  return {
    publish: [
      ...all([...asks, ...tells, systemLog, ...rings]),
      ...askersOf(service, { hasTools }).map(inboxesOf),
      ...takes.flatMap(({ stream }) => [
        `$JS.API.STREAM.CREATE.${stream}`,
        `$JS.API.CONSUMER.CREATE.${stream}.${service}`,
        `$JS.API.CONSUMER.INFO.${stream}.${service}`,
        `$JS.API.CONSUMER.MSG.NEXT.${stream}.${service}`,
        `$JS.ACK.${stream}.${service}.>`,
      ]),
    ],
    subscribe: [
      ...serves.map((definition) => `${subjectFor(definition)} ${inGroup(definition)}`),
      ...all([...shares]).map(inQueue),
      // Its own queue as well, which keeps it out of all others: in another's it would take what that one is to hear.
      ...all([...hears]).flatMap((subject) => [subject, inQueue(subject)]),
      inboxesOf(service),
    ],
  }
}

/**
 * Those whose requests it answers. The server could permit each answer by itself (`allow_responses`), but forgets what it
 * permitted with the connection: the answer to a bet would be lost with a network's hiccup, and the leg be unknown.
 */
function askersOf(service: ServiceName, { hasTools }: Tools): string[] {
  const { serves } = RIGHTS[service]
  const subjects = new Set(serves.map(({ subject }) => subject))
  const services = SERVICES.filter((asker) =>
    RIGHTS[asker].asks.some(({ subject }) => subjects.has(subject)),
  )
  return hasTools && serves.length > 0 ? [...services, TOOLS] : services
}

function inboxesOf(user: string): string {
  return `${inboxPrefixOf(user)}.>`
}
