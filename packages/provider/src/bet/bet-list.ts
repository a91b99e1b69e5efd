import { bet, refuse } from '@surefoot/shared/messages'
import type { Bet, Refusal } from '@surefoot/shared/messages'
import type { ListRule } from '../contract/bet-list.ts'
import type { Field } from '../contract/field.ts'
import type { ProviderContract } from '../contract/contract.ts'
import { parseJson } from '../json/parse.ts'
import { compilePointer } from '../json/pointer.ts'
import { createCursor, walk } from '../stream/cursor.ts'
import { compileField } from '../stream/field.ts'
import type { FieldReader } from '../stream/field.ts'
import { moneyOf } from '../values/foreign.ts'
import type { Notation } from '../values/foreign.ts'

/** Refused with LOGGED_OUT or READ_FAILED. */
export type BetsAnswer = { readonly ok: true; readonly bets: readonly Bet[] } | Refusal
export type BalanceAnswer = { readonly ok: true; readonly balance: string } | Refusal

const LONGEST_BODY = 8_000_000

/** A page that failed or was logged out is a refusal, never an empty list. */
function readPage(
  status: number,
  body: string,
): { readonly ok: true; readonly page: unknown } | Refusal {
  if (status === 401 || status === 403)
    return refuse('LOGGED_OUT', 'the provider says that nobody is logged in')
  if (status !== 200) return refuse('READ_FAILED', `the provider answered with status ${status}`)
  if (body.length > LONGEST_BODY) return refuse('READ_FAILED', 'the answer is too long to be read')
  const page = parseJson(body)
  return page === undefined ? refuse('READ_FAILED', 'the answer is not JSON') : { ok: true, page }
}

const BET_FIELDS = [
  'betReference',
  'selectionId',
  'stake',
  'odds',
  'status',
  'placedAt',
  'returned',
  'cashOut',
] as const
/** What a contract need not say is read as nothing; what it says and a bet lacks is unreadable, unless it has a default. */
function compileBetField(field: Field | undefined, notation: Notation): FieldReader {
  if (field === undefined) return () => null
  const read = compileField(field, { ...notation, restOfMoney: 'refuse' })
  return (cursor) => {
    const found = read(cursor)
    return found === undefined ? field.default : found
  }
}

/** Reads a list of bets whole: one bet that cannot be read makes the list unreadable, since it may be the one sought. */
export function compileBetList(
  rule: ListRule,
  notation: Notation,
): (status: number, body: string) => BetsAnswer {
  const each = [compilePointer(rule.each)]
  const readers = BET_FIELDS.map((name) => [name, compileBetField(rule[name], notation)] as const)
  return (status, body) => {
    const answer = readPage(status, body)
    if (!answer.ok) return answer
    const bets: Bet[] = []
    let unreadable: string | undefined
    const cursor = createCursor(answer.page)
    const visited = walk(cursor, each, () => {
      const parsed = bet.safeParse(
        Object.fromEntries(readers.map(([name, read]) => [name, read(cursor)])),
      )
      if (parsed.success) bets.push(parsed.data)
      else
        unreadable ??= `bet ${bets.length + 1}: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`
    })
    if (!visited) return refuse('READ_FAILED', `there is no list of bets at "${rule.each}"`)
    if (unreadable !== undefined)
      return refuse('READ_FAILED', `the list of bets is unreadable: ${unreadable}`)
    return { ok: true, bets }
  }
}

export function compileBalance(
  contract: ProviderContract,
): (status: number, body: string) => BalanceAnswer {
  const find = compilePointer(contract.balance.at)
  return (status, body) => {
    const answer = readPage(status, body)
    if (!answer.ok) return answer
    const balance = moneyOf(find(answer.page), contract, 'refuse')
    if (balance === undefined)
      return refuse('READ_FAILED', `there is no amount at "${contract.balance.at}"`)
    return { ok: true, balance }
  }
}
