import type { QueryClient } from '@tanstack/react-query'

const CHANGED = ['needs-you', 'choices', 'execution', 'executions', 'latest-executions', 'steps']

/** Have all that is shown of executions read again: a person has decided, or may have. */
export function forgetExecution(client: QueryClient): void {
  for (const name of CHANGED) void client.invalidateQueries({ queryKey: [name] })
}
