import * as messages from '@surefoot/shared/messages'
import {
  ACCOUNTS,
  type EventDefinition,
  type RequestDefinition,
  type WorkDefinition,
} from '@surefoot/shared/messages'

export type AnyDefinition = RequestDefinition | EventDefinition | WorkDefinition

/** Every message there is, by the name of its export. */
export const DEFINITIONS: ReadonlyMap<string, AnyDefinition> = new Map(
  Object.entries(messages).flatMap(([name, exported]) =>
    isDefinition(exported) ? [[name, exported]] : [],
  ),
)

function isDefinition(exported: unknown): exported is AnyDefinition {
  return (
    typeof exported === 'object' && exported !== null && 'kind' in exported && 'subject' in exported
  )
}

/** As those of desk main would be sent: of both accounts, where it is sent by account. */
export function concrete({ subject, scope }: AnyDefinition): string[] {
  if (scope === 'global') return [subject]
  if (scope === 'desk') return [`${subject}.main`]
  return ACCOUNTS.map((account) => `${subject}.main.${account}`)
}
