import * as messages from '@surefoot/shared/messages'
import type { EventDefinition, RequestDefinition, WorkDefinition } from '@surefoot/shared/messages'

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

/** As one of desk main would be sent. */
export function concrete({ subject, scope }: AnyDefinition): string {
  if (scope === 'global') return subject
  return scope === 'desk' ? `${subject}.main` : `${subject}.main.A`
}
