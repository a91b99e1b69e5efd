import { isOwned, latestHedge, openHedge, phaseOf } from '@surefoot/execution-rules'
import type { ExecutionRecord } from '@surefoot/shared/messages'

/**
 * `plan` the first hedge, `place` the one that is planned, `conclude` the latest when it is final: with the next one, if there
 * is one. `close` the execution. `wait`: a submit may
 * have happened, and the execution's watchdog finds out. `none`: nothing is exposed, or all is done.
 */
export type Act = 'none' | 'plan' | 'place' | 'wait' | 'conclude' | 'close'

/** What a hedge needs next, from what the ledger holds alone: so it can be taken up by any process at any point. */
export function decideAct(record: ExecutionRecord): Act {
  if (record.execution.closedAt !== null) return 'none'
  const hedge = latestHedge(record)
  switch (phaseOf(record)) {
    case 'placing':
    case 'resolving':
      return 'none'
    case 'exposed':
      return hedge ? 'conclude' : 'plan'
    case 'hedging':
      if (hedge?.state === 'AUTHORIZED') return 'place'
      return openHedge(record) ? 'wait' : 'conclude'
    case 'covered':
    case 'closable':
      return isOwned(record) ? 'close' : 'none'
  }
}
