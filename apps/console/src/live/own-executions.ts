/** The executions that this page asked for, so that their refusal is told where they were asked for. */
const asked = new Map<string, string>()

export function noteExecution(executionId: string, event: string): void {
  asked.set(executionId, event)
}

/** The event of an execution that this page asked for; undefined for all others. */
export function eventOfOwn(executionId: string): string | undefined {
  return asked.get(executionId)
}
