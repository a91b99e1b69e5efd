import { DEFINITIONS, RIGHTS, type AnyDefinition, type Rights } from '@surefoot/access'
import {
  serviceStatus,
  systemLog,
  type EventDefinition,
  type RequestDefinition,
  type WorkDefinition,
} from '@surefoot/shared/messages'
import { code, list, printHead, printTable } from '../markdown.ts'
import { describeType, type JsonType } from './describe-type.ts'
import { nameTypes, type NamedTypes } from './name-types.ts'

type Right = keyof Rights

const HEAD = printHead('Messages', 'packages/shared/src/messages and infra/access/src/rights.ts')

const SCOPES = { global: '', desk: '.<desk>', account: '.<desk>.<account>' } as const

/** Events that every service may publish, and that its rights do not list. */
const OF_ALL: ReadonlySet<AnyDefinition> = new Set([systemLog, serviceStatus])

/** Every message with its subject, its fields and who may send and receive it. */
export function printMessages(): string {
  const types = nameTypes()
  const print = (kind: AnyDefinition['kind']): string =>
    [...DEFINITIONS.values()]
      .filter((one) => one.kind === kind)
      .toSorted((one, other) => one.subject.localeCompare(other.subject))
      .map((one) => printMessage(one, types))
      .join('\n')
  return `${HEAD}
Money, odds and stakes are decimal text. A reader drops fields that it does not know; a field with a \`?\` may be left out.

## Requests
A reply has \`ok: true\` and the fields below, or \`ok: false\` with the \`code\` and the \`message\` of a [refusal](refusals.md).

${print('request')}
## Work
Delivered until a handler acknowledges it. What is to be done is in the ledger.

${print('work')}
## Events
${print('event')}
## Types
${types
  .list()
  .map(([name, type]) => printType(name, type))
  .join('\n')}`
}

function printMessage(one: AnyDefinition, types: NamedTypes): string {
  switch (one.kind) {
    case 'request':
      return printRequest(one, types)
    case 'work':
      return printWork(one, types)
    case 'event':
      return printEvent(one, types)
  }
}

function printRequest(one: RequestDefinition, types: NamedTypes): string {
  return `${printSubject(one)}
${printParties([
  ['served by', namesOf(one, ['serves', 'holds'])],
  ['requested by', namesOf(one, ['asks'])],
])}

${printFields(types.read(one.body))}
Reply:

${printFields(types.read(one.reply))}`
}

function printWork(one: WorkDefinition, types: NamedTypes): string {
  return `${printSubject(one)}
${printParties([
  ['stream', code(one.stream)],
  ['enqueued by', namesOf(one, ['rings'])],
  ['taken by', namesOf(one, ['takes'])],
])}

${printFields(types.read(one.body))}`
}

function printEvent(one: EventDefinition, types: NamedTypes): string {
  return `${printSubject(one)}
${printParties([
  ['published by', OF_ALL.has(one) ? 'all' : namesOf(one, ['tells'])],
  ['received by', namesOf(one, ['hears', 'shares'])],
])}

${printFields(types.read(one.body))}`
}

function printSubject({ subject, scope }: AnyDefinition): string {
  return `### ${code(`${subject}${SCOPES[scope]}`)}`
}

function printParties(parties: readonly (readonly [string, string])[]): string {
  return parties.map(([role, who]) => `${role}: ${who}`).join(' · ')
}

/** The services that have one of these rights to a message. */
function namesOf(one: AnyDefinition, rights: readonly Right[]): string {
  const has = (granted: Rights): boolean =>
    rights.some((right) => granted[right].some((each) => each.subject === one.subject))
  return list(Object.entries(RIGHTS).flatMap(([name, granted]) => (has(granted) ? [name] : [])))
}

function printFields({ properties = {}, required = [] }: JsonType): string {
  const rows = Object.entries(properties).map(([name, type]) => [
    code(required.includes(name) ? name : `${name}?`),
    describeType(type),
  ])
  return rows.length === 0 ? 'No fields.\n' : printTable(['field', 'type'], rows)
}

function printType(name: string, type: JsonType): string {
  const body = type.properties === undefined ? `${describeType(type)}\n` : printFields(type)
  return `### ${code(name)}\n${body}`
}
