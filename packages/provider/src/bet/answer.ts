import type { ProviderContract } from '../contract/contract.ts'
import type { AnswerCase, RefusalCode } from '../contract/receipt.ts'
import { compileConditions } from '../json/conditions.ts'
import { parseJson } from '../json/parse.ts'
import { compileValueAt } from '../json/value-at.ts'
import type { ValueKind } from '../values/value.ts'
import type { ValueAt } from '../contract/value.ts'

/**
 * Reads a provider's answer to a submit. Owns the one question: what does this answer prove?
 *
 * 1. Nothing is proven unless a case of the contract says so: all else is UNKNOWN, never REJECTED.
 * 2. ACCEPTED needs a reference, and readable everything else of the bet that the contract says the answer has.
 * 3. REJECTED needs a code that the contract knows, where it reads one: "no such ticket" is not "no bet".
 * 4. A status of the connection that contradicts the words (an acceptance with 4xx, anything with 3xx or 5xx) proves nothing.
 */
export interface Answer {
  readonly state: 'ACCEPTED' | 'PENDING' | 'REJECTED' | 'UNKNOWN'
  readonly stake: string | null
  readonly odds: string | null
  readonly betReference: string | null
  /** What else the answer has of the bet, where the contract reads it. `placedAt` is an instant of the provider's clock. */
  readonly selectionId?: string
  readonly eventId?: string
  readonly placedAt?: string
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

/** A value that the case does not have is never there. */
function readBy(
  kind: ValueKind,
  value: ValueAt | undefined,
  contract: ProviderContract,
): (body: unknown) => string | undefined {
  return value === undefined ? () => undefined : compileValueAt(kind, value, contract)
}

type CaseReader = (body: unknown) => Answer

/** What an ACCEPTED answer may have of the bet besides its reference. */
const PARTS = [
  ['stake', 'money'],
  ['odds', 'odds'],
  ['selectionId', 'id'],
  ['eventId', 'id'],
  ['placedAt', 'instant'],
] as const

function compileAccepted(answer: AnswerCase, contract: ProviderContract): CaseReader {
  const readReference = readBy('id', answer.betReference, contract)
  const parts = PARTS.filter(([name]) => answer[name] !== undefined).map(
    ([name, kind]) => [name, readBy(kind, answer[name], contract)] as const,
  )
  return (body) => {
    const betReference = readReference(body) ?? null
    const values = parts.map(([name, read]) => [name, read(body)] as const)
    const readable = values.filter(([, value]) => value !== undefined)
    const found: Answer = { ...nothing, betReference, ...Object.fromEntries(readable) }
    if (betReference === null)
      return { ...found, message: 'the answer accepts a bet and gives no reference' }
    const unread = values.find(([, value]) => value === undefined)
    if (unread === undefined) return { ...found, state: 'ACCEPTED' }
    return { ...found, message: `${unread[0]} in the answer cannot be read` }
  }
}

function compileRejected(answer: AnswerCase, contract: ProviderContract): CaseReader {
  const readCode = readBy('word', answer.code, contract)
  const readMessage = readBy('word', answer.message, contract)
  const codes = new Map(Object.entries(contract.receipt.codes))
  return (body) => {
    const said = readCode(body) ?? ''
    const message = (readMessage(body) ?? said).slice(0, LONGEST_MESSAGE)
    if (answer.code === undefined) return { ...nothing, state: 'REJECTED', code: 'OTHER', message }
    const code = codes.get(said)
    if (code === undefined)
      return { ...nothing, message: `a refusal with an unknown code (${said.slice(0, 40)})` }
    return { ...nothing, state: 'REJECTED', code, message }
  }
}

function compilePending(answer: AnswerCase, contract: ProviderContract): CaseReader {
  const readTicket = readBy('id', answer.ticket, contract)
  const readReference = readBy('id', answer.betReference, contract)
  return (body) => ({
    ...nothing,
    state: 'PENDING',
    ticket: readTicket(body) ?? null,
    betReference: readReference(body) ?? null,
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
