import { findExposed, isOperators } from '@surefoot/execution-rules'
import type { ReadTerms } from '@surefoot/ledger-client'
import { NoReply, type Bus } from '@surefoot/shared/bus'
import {
  ledgerStatements,
  quotesRead,
  refuse,
  type Account,
  type ExecutionRecord,
} from '@surefoot/shared/messages'
import { READ_WITHIN_MS } from '../deadlines.ts'
import type { Desk } from '../desk.ts'
import type { Choices } from './choice-view.ts'
import { findAdoptable } from './find-adoptable.ts'
import { selectionsOf, viewChoices, type Limits, type Prices } from './price-choices.ts'
import { unhedgedOf } from './unhedged.ts'

export interface ChoiceSources {
  readonly bus: Bus
  readonly deskId: string
  readonly readTerms: ReadTerms
}

/** The desk as it is now, and the ledger's present. */
export interface Present {
  readonly desk: Pick<Desk, 'accounts' | 'control'>
  readonly ledgerNow: number
}

/** What an operator can do about an execution now, at present prices. Throws NoReply when the ledger is silent. */
export async function readChoices(
  sources: ChoiceSources,
  record: ExecutionRecord,
  { desk, ledgerNow }: Present,
): Promise<Choices> {
  const { bus, deskId } = sources
  const [statements, prices, limits] = await Promise.all([
    bus.request(ledgerStatements, { deskId }, { deadlineMs: READ_WITHIN_MS }),
    readPrices(sources, record),
    readLimits(sources, record),
  ])
  const { since } = unhedgedOf(record)
  const view = viewChoices(record, {
    prices,
    limitsOf: ({ account }) => limits[account],
    accounts: desk.accounts,
  })
  return {
    ...(view ?? { worstCase: null, payoff: [], choices: [] }),
    exposedForMs: since === null ? null : Math.max(0, Math.round(ledgerNow - Date.parse(since))),
    adoptable: statements.ok ? findAdoptable(record, statements.statements) : [],
    blocked: whyBlocked(record, desk.control),
  }
}

/** Why no choice can be placed now, whatever its price. */
function whyBlocked(record: ExecutionRecord, { trading }: Desk['control']): string | null {
  if (trading === 'HALT_ALL') return 'The desk is killed: nothing is placed until you press Pause.'
  return isOperators(record) ? null : 'The hedge service has it, or a choice is being placed.'
}

/** A price is of use for a moment only. */
const PRICES_WITHIN_MS = 1000

async function readPrices(
  { bus, deskId }: ChoiceSources,
  record: ExecutionRecord,
): Promise<Prices> {
  const exposed = findExposed(record)
  const selections = exposed === undefined ? [] : selectionsOf(exposed)
  try {
    return await bus.request(quotesRead, { deskId, selections }, { deadlineMs: PRICES_WITHIN_MS })
  } catch (error) {
    if (!(error instanceof NoReply)) throw error
    return refuse('SCANNER_SILENT', 'The scanner does not reply: no present price is known.')
  }
}

async function readLimits(
  { readTerms }: ChoiceSources,
  record: ExecutionRecord,
): Promise<Readonly<Record<Account, Limits>>> {
  const of = async (account: Account): Promise<Limits> => {
    const leg = record.legs.find(({ role }) => role === account)
    if (leg === undefined) return refuse('NO_LEG', `The execution has no leg ${account}.`)
    try {
      return await readTerms(leg)
    } catch (error) {
      if (!(error instanceof NoReply)) throw error
      return refuse('LEDGER_SILENT', 'The limits of the bookmaker cannot be read now.')
    }
  }
  const [A, B] = await Promise.all([of('A'), of('B')])
  return { A, B }
}
