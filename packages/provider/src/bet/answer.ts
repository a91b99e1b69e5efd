import type { ProviderContract } from '../contract/contract.ts'
import type { AnswerCase, RefusalCode } from '../contract/receipt.ts'
import { compileConditions } from '../json/conditions.ts'
import { parseJson } from '../json/parse.ts'
import { compilePointer } from '../json/pointer.ts'
import type { Lookup } from '../json/pointer.ts'
import { idOf, moneyOf, oddsOf, textOf } from '../values/foreign.ts'

/**
 * Reads a provider's answer to a submit. Owns the one question: what does this answer prove?
 *
 * 1. Nothing is proven unless a case of the contract says so: all else is UNKNOWN, never REJECTED.
 * 2. ACCEPTED needs a reference, and a readable stake and odds where the contract says the answer has them.
 * 3. REJECTED needs a code that the contract knows, where it reads one: "no such ticket" is not "no bet".
 * 4. A status of the connection that contradicts the words (an acceptance with 4xx, anything with 3xx or 5xx) proves nothing.
 */
export interface Answer {
  readonly state: 'ACCEPTED' | 'PENDING' | 'REJECTED' | 'UNKNOWN'
  readonly stake: string | null
  readonly odds: string | null
  readonly betReference: string | null
  readonly code: RefusalCode | null
  readonly message: string | null
  /** Names a PENDING bet in the requests that ask for its outcome. */
  readonly ticket: string | null
}

const LONGEST_BODY = 1_000_000
const LONGEST_MESSAGE = 500

const nothing: Answer = {
  state: 'UNKNOWN',
  stake: null,
  odds: null,
  betReference: null,
  code: null,
  message: null,
  ticket: null,
}

function unknown(message: string): Answer {
  return { ...nothing, message }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500
}

/** A pointer that the case does not have finds nothing. */
function findBy(pointer: string | undefined): Lookup {
  return pointer === undefined ? () => undefined : compilePointer(pointer)
}

type CaseReader = (body: unknown) => Answer

function compileAccepted(answer: AnswerCase, contract: ProviderContract): CaseReader {
  const findReference = findBy(answer.betReference)
  const findStake = findBy(answer.stake)
  const findOdds = findBy(answer.odds)
  return (body) => {
    const betReference = idOf(findReference(body)) ?? null
    const stake = moneyOf(findStake(body), contract, 'refuse') ?? null
    const odds = oddsOf(findOdds(body), contract) ?? null
    const found = { ...nothing, betReference, stake, odds }
    if (betReference === null)
      return { ...found, message: 'the answer accepts a bet and gives no reference' }
    if (answer.stake !== undefined && stake === null)
      return { ...found, message: 'the stake in the answer is unreadable' }
    if (answer.odds !== undefined && odds === null)
      return { ...found, message: 'the odds in the answer are unreadable' }
    return { ...found, state: 'ACCEPTED' }
  }
}

function compileRejected(answer: AnswerCase, contract: ProviderContract): CaseReader {
  const findCode = findBy(answer.code)
  const findMessage = findBy(answer.message)
  const codes = new Map(Object.entries(contract.receipt.codes))
  return (body) => {
    const said = textOf(findCode(body)) ?? ''
    const message = (textOf(findMessage(body)) ?? said).slice(0, LONGEST_MESSAGE)
    if (answer.code === undefined) return { ...nothing, state: 'REJECTED', code: 'OTHER', message }
    const code = codes.get(said)
    if (code === undefined)
      return { ...nothing, message: `a refusal with an unknown code (${said.slice(0, 40)})` }
    return { ...nothing, state: 'REJECTED', code, message }
  }
}

function compilePending(answer: AnswerCase): CaseReader {
  const findTicket = findBy(answer.ticket)
  const findReference = findBy(answer.betReference)
  return (body) => ({
    ...nothing,
    state: 'PENDING',
    ticket: idOf(findTicket(body)) ?? null,
    betReference: idOf(findReference(body)) ?? null,
  })
}

const compilers: Record<
  AnswerCase['status'],
  (answer: AnswerCase, contract: ProviderContract) => CaseReader
> = {
  ACCEPTED: compileAccepted,
  PENDING: compilePending,
  REJECTED: compileRejected,
}

interface CompiledCase {
  readonly allows: (status: number) => boolean
  readonly read: CaseReader
}

/** Finds the first case of the contract that an answer meets. */
export function compileCases(
  contract: ProviderContract,
): (value: unknown) => CompiledCase | undefined {
  const cases = contract.receipt.cases.map((answer) => ({
    holds: compileConditions(answer.when),
    allows: (status: number) =>
      isSuccess(status) || (answer.status === 'REJECTED' && isRefusal(status)),
    read: compilers[answer.status](answer, contract),
  }))
  return (value) => cases.find(({ holds }) => holds(value))
}

export function compileAnswer(
  contract: ProviderContract,
): (status: number, body: string) => Answer {
  const findCase = compileCases(contract)
  return (status, body) => {
    if (!isSuccess(status) && !isRefusal(status))
      return unknown(`the provider answered with status ${status}`)
    if (body.length > LONGEST_BODY) return unknown('the answer is too long to be read')
    const value = parseJson(body)
    const found = findCase(value)
    if (found === undefined) return unknown('no case of the contract meets the answer')
    return found.allows(status)
      ? found.read(value)
      : unknown(`the answer contradicts its status ${status}`)
  }
}
