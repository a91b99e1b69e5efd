import { SpanKind, type Attributes, type SpanOptions } from '@opentelemetry/api'
import type { Definition } from '../messages/define.ts'
import { attributesOf } from './span-names.ts'

/** What a process does with a message: the kind of its span, and OpenTelemetry's word for it. */
const OPERATIONS = {
  request: { kind: SpanKind.CLIENT, type: 'send' },
  serve: { kind: SpanKind.SERVER, type: 'process' },
  publish: { kind: SpanKind.PRODUCER, type: 'send' },
  process: { kind: SpanKind.CONSUMER, type: 'process' },
} as const

export interface SpannedMessage {
  readonly definition: Definition
  readonly subject: string
  readonly body: object
  /** Who shares it with other instances. */
  readonly group?: string
  /** By which a queue knows it from another. */
  readonly id?: string
}

/** The name and the attributes of a message's span, by the conventions for messaging. */
export function messageSpan(
  operation: keyof typeof OPERATIONS,
  { definition, subject, body, group, id }: SpannedMessage,
): readonly [name: string, options: SpanOptions] {
  const { kind, type } = OPERATIONS[operation]
  const attributes: Attributes = {
    ...attributesOf(body),
    'messaging.system': 'nats',
    'messaging.operation.name': operation,
    'messaging.operation.type': type,
    'messaging.destination.name': subject,
    'messaging.destination.template': definition.subject,
  }
  if (group !== undefined) attributes['messaging.consumer.group.name'] = group
  if (id !== undefined) attributes['messaging.message.id'] = id
  // The subject without desk and account: names are few.
  return [`${operation} ${definition.subject}`, { kind, attributes }]
}
