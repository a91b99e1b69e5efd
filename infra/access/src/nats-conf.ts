import { busPermissionsOf, type BusPermissions } from './bus-permissions.ts'
import type { Secrets } from './secrets.ts'
import { TOOLS, type Tools } from './tools.ts'
import { BUS_USERS } from './users.ts'

/** A client that misses three pings stands still, and is given up: it holds a place in its service's queue group. */
const GIVE_UP = `ping_interval: "2s"
ping_max: 2
`

/** The whole configuration of a server in a container: its users, its store, and where its health is asked. */
export function writeNatsConf(secrets: Secrets): string {
  return `# Made from the table of @surefoot/access. Do not edit: make it again.
monitor_port: 8222
jetstream { store_dir: "/data" }
${writeNatsUsers(secrets, { hasTools: false })}`
}

/** One user a service, or an account of it. Nobody else gets in, but a person's tools where they are asked for. */
export function writeNatsUsers(secrets: Secrets, { hasTools }: Tools): string {
  const users = BUS_USERS.map((user) =>
    writeUser(user, secrets.bus[user], busPermissionsOf(user, { hasTools })),
  )
  if (hasTools) users.push(`    { user: ${quote(TOOLS)}, password: ${quote(secrets.tools)} }`)
  return `${GIVE_UP}authorization {
  users: [
${users.join('\n')}
  ]
}
`
}

function writeUser(user: string, password: string, { publish, subscribe }: BusPermissions): string {
  return `    { user: ${quote(user)}, password: ${quote(password)}, permissions: {
      publish: { allow: ${list(publish)} }
      subscribe: { allow: ${list(subscribe)} }
    } }`
}

function list(subjects: readonly string[]): string {
  return `[\n${subjects.map((subject) => `        ${quote(subject)}`).join('\n')}\n      ]`
}

/** JSON is a part of the server's language. */
const quote = (text: string): string => JSON.stringify(text)
