import { doubtClaim, doubtReceipt, isDoubtCode, type Doubt } from '@surefoot/arbitrage'
import type { Leg } from '@surefoot/shared/messages'
import { hasNote, type RecordAsk } from './decide-record.ts'

/** What is recorded of an answer after it was held against its permit. */
export interface Held {
  readonly ask: RecordAsk
  /** The answer is not this leg's receipt: the desk is halted. */
  readonly doubt?: Doubt
}

/** What the ledger knows of the leg besides the leg itself. */
export interface Expected {
  /** The odds at which it was planned; null where they are not known. */
  readonly plannedOdds: string | null
  /** Whether a doubted answer to another leg of the account named the receipt's bet. */
  readonly isNamedBefore: boolean
  /** Whether an earlier leg of the account may have become a bet that nobody can name. */
  readonly hasUnnamedBefore: boolean
}

/**
 * The last check of every answer: one that claims what its permit does not allow becomes UNKNOWN, whoever records it. A
 * person decides from what the provider shows, so what a person records is not held against the permit.
 */
export function holdRecord(
  leg: Leg,
  ask: RecordAsk,
  { plannedOdds, isNamedBefore, hasUnnamedBefore }: Expected,
): Held {
  const { receipt } = ask
  if (receipt === undefined || isByPerson(leg, ask)) return { ask }
  if (receipt.state === 'UNKNOWN')
    return isDoubtCode(receipt.code)
      ? { ask, doubt: { code: receipt.code, why: receipt.message ?? receipt.code } }
      : { ask }
  if (receipt.state === 'REJECTED') return { ask }
  const doubt = doubtClaim(receipt, {
    ...leg,
    listedBefore: listedIn(leg),
    shownOdds: plannedOdds,
    isNamedBefore,
    hasUnnamedBefore,
    ...(leg.armedAt === null ? {} : { notBeforeMs: Date.parse(leg.armedAt) }),
  })
  if (doubt === undefined) return { ask }
  const doubted = { to: 'UNKNOWN', reason: doubt.why.slice(0, LONGEST_REASON) } as const
  return { ask: { ...ask, ...doubted, receipt: doubtReceipt(receipt, doubt) }, doubt }
}

const LONGEST_REASON = 500

function listedIn({ listedBefore }: Leg): ReadonlySet<string> {
  return new Set([...(listedBefore?.open ?? []), ...(listedBefore?.onSelection ?? [])])
}

/** Only a person moves an ESCALATED leg with a note. */
function isByPerson({ state }: Leg, ask: RecordAsk): boolean {
  return state === 'ESCALATED' && hasNote(ask)
}

/** For the operator, when a desk is halted for it. */
export function reasonOfDoubt({ legId, account }: Leg, { why }: Doubt): string {
  return `The answer to leg ${legId} is not held for its receipt. ${why} Compare it with the bets of account ${account}.`
}
