import type { Ports } from '../ports.ts'
import { decideAct } from './decide-act.ts'

/** The open executions whose hedge was triggered and that a hedge can bring further now. Throws when the ledger is away. */
export async function findTriggered({ ledger }: Pick<Ports, 'ledger'>): Promise<string[]> {
  const { executions } = await ledger.unfinished({ isTriggered: true })
  return executions
    .filter((record) => record.execution.hedge_triggered && isWanting(decideAct(record)))
    .map(({ execution }) => execution.id)
}

function isWanting(act: ReturnType<typeof decideAct>): boolean {
  return act !== 'none' && act !== 'wait'
}
