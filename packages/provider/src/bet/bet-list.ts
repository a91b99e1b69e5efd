import { bet, refuse, type Bet, type Refusal } from '@surefoot/shared/messages'
import type { ListRule } from '../contract/bet-list.ts'
import type { Field } from '../contract/field.ts'
import type { ProviderContract } from '../contract/contract.ts'
import { parseJson, writeJson } from '../json/parse.ts'
import { compilePointer } from '../json/pointer.ts'
import { compileValueAt } from '../json/value-at.ts'
import { createCursor, walk } from '../stream/cursor.ts'
import { compileField } from '../stream/field.ts'
import type { FieldReader } from '../stream/field.ts'
import { textOf } from '../values/foreign.ts'
import type { Notation } from '../values/value.ts'

/** What of a list is not in its bets; left out where there is nothing. Such a list proves the absence of no bet. */
export interface Unlisted {
  /** Rows that could not be read. */
  readonly unreadable?: number
  /** The first of them, as they came, each with what could not be read. */
  readonly unreadableRows?: readonly string[]
  /** There are more bets than were listed. */
  readonly isPartial?: boolean
}
/** Refused with LOGGED_OUT or READ_FAILED. */
export type BetsAnswer = ({ readonly ok: true; readonly bets: readonly Bet[] } & Unlisted) | Refusal
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
  const read = compileField(field, { ...notation, restOfMoney: 'refuse', isListed: true })
  return (cursor) => {
    const found = read(cursor)
    return found === undefined ? field.default : found
  }
}

/** Enough for a person to see what kind of rows they are. */
const MOST_ROWS = 5
const LONGEST_ROW = 1000

/**
 * Reads a list of bets row by row: one that cannot be read is counted and kept as it came, because it may be the one
 * sought; the others are read all the same.
 */
export function compileBetList(
  rule: ListRule,
  notation: Notation,
): (status: number, body: string) => BetsAnswer {
  const each = [compilePointer(rule.each)]
  const readers = BET_FIELDS.map((name) => [name, compileBetField(rule[name], notation)] as const)
  const isPartial = compilePartial(rule)
  return (status, body) => {
    const answer = readPage(status, body)
    if (!answer.ok) return answer
    const bets: Bet[] = []
    const unread: string[] = []
    const cursor = createCursor(answer.page)
    const visited = walk(cursor, each, () => {
      const parsed = bet.safeParse(
        Object.fromEntries(readers.map(([name, read]) => [name, read(cursor)])),
      )
      if (parsed.success) bets.push(parsed.data)
      else unread.push(describeRow(parsed.error.issues, cursor.elements[0]))
    })
    if (!visited) return refuse('READ_FAILED', `there is no list of bets at "${rule.each}"`)
    return {
      ok: true,
      bets,
      ...(unread.length === 0
        ? {}
        : { unreadable: unread.length, unreadableRows: unread.slice(0, MOST_ROWS) }),
      ...(isPartial(answer.page, bets.length + unread.length) ? { isPartial: true } : {}),
    }
  }
}

function describeRow(
  issues: readonly { readonly path: readonly PropertyKey[] }[],
  row: unknown,
): string {
  const what = issues.map((issue) => issue.path.join('.')).join(', ')
  return `${what}: ${writeJson(row)}`.slice(0, LONGEST_ROW)
}

/** Whether a page lists fewer bets than there are. A total that is not there leaves it open, so it counts as fewer. */
function compilePartial({ more, total }: ListRule): (page: unknown, listed: number) => boolean {
  const findMore = more === undefined ? () => undefined : compilePointer(more)
  const findTotal = total === undefined ? undefined : compilePointer(total)
  return (page, listed) => {
    const next = findMore(page)
    const hasMore =
      next !== undefined && next !== null && next !== false && next !== '' && next !== 0
    const all = findTotal === undefined ? listed : Number(textOf(findTotal(page)) ?? Number.NaN)
    return hasMore || !(all <= listed)
  }
}

export function compileBalance(
  contract: ProviderContract,
): (status: number, body: string) => BalanceAnswer {
  const read = compileValueAt('money', contract.balance, contract)
  return (status, body) => {
    const answer = readPage(status, body)
    if (!answer.ok) return answer
    const balance = read(answer.page)
    if (balance === undefined)
      return refuse('READ_FAILED', `there is no amount at "${contract.balance.at}"`)
    return { ok: true, balance }
  }
}
