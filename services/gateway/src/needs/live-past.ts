import { NoReply, type Bus } from '@surefoot/shared/bus'
import { ledgerChain, type Control } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'
import { CHAIN_WITHIN_MS } from '../deadlines.ts'
import { createSingleFlight } from '../single-flight.ts'
import { readTradingPast, type TradingPast } from './trading-past.ts'

export interface LivePast {
  readonly peek: () => TradingPast
  /** How the desk is controlled, as the ledger says it now: if that is new, the chain is asked how it came about. */
  readonly follow: (control: Control) => void
  /** The desk was controlled. */
  readonly refresh: () => void
}

export interface LivePastOptions {
  readonly bus: Bus
  readonly logger: Logger
  readonly deskId: string
  readonly onRefreshed: () => void
}

/** Far enough back to find why the desk was halted: a halted desk writes few links. */
const CHAIN_LINKS = 200
const UNKNOWN: TradingPast = { present: null, runSince: null }

/** Why the desk trades as it does. Read only when it was controlled: before the ledger shows its chain, it verifies all of it. */
export function openLivePast({ bus, logger, deskId, onRefreshed }: LivePastOptions): LivePast {
  let past = UNKNOWN
  let followed: string | null = null
  const refresh = createSingleFlight(async () => {
    try {
      const within = { deadlineMs: CHAIN_WITHIN_MS }
      const chain = await bus.request(ledgerChain, { limit: CHAIN_LINKS }, within)
      past = chain.ok ? readTradingPast(chain.events, deskId) : UNKNOWN
      onRefreshed()
    } catch (error) {
      // Asked again with the next reading of the desk.
      followed = null
      past = UNKNOWN
      if (error instanceof NoReply) logger.debug({ err: error }, 'the ledger is silent')
      else logger.error({ err: error }, 'the reason of the last control was not read')
    }
  })
  return {
    peek: () => past,
    follow: (control) => {
      const told = JSON.stringify(control)
      if (told === followed) return
      followed = told
      refresh()
    },
    refresh,
  }
}
