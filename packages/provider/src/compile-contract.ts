import { compileAnswer } from './bet/answer.ts'
import type { Answer } from './bet/answer.ts'
import { compileBalance, compileBetList } from './bet/bet-list.ts'
import type { BalanceAnswer, BetsAnswer } from './bet/bet-list.ts'
import { compileDialog } from './bet/dialog.ts'
import type { JudgeDialog } from './bet/dialog.ts'
import { compileFollow } from './bet/follow.ts'
import { compileGate } from './bet/gate.ts'
import type { GateReader } from './bet/gate.ts'
import type { PlaceRequest } from './bet/permit.ts'
import { compileSlipValues, markReadings, pageNotation } from './bet/slip-values.ts'
import type { Readings, SlipValues } from './bet/slip-values.ts'
import { compilePlaceRequest } from './bet/place-request.ts'
import type { ProviderContract } from './contract/contract.ts'
import type { StreamSource } from './contract/stream.ts'
import { compileMapper } from './stream/mapper.ts'
import type { Mapper } from './stream/mapper.ts'
import { compileUrlPattern, createOriginCheck } from './url-pattern.ts'
import { compileValue } from './values/value.ts'

/** A contract as plain functions, built once. None throws, whatever a provider sends. */
export interface CompiledContract {
  readonly contract: ProviderContract
  /** Its readings of the page, each with the mark of its numbers. */
  readonly readings: Readings
  /** Whether a URL is on one of the contract's origins; ws:// counts as http://. */
  isOwnUrl(url: string): boolean
  /** Which source of the stream a connection is; undefined: not one of the contract. */
  matchSource(kind: StreamSource['kind'], url: string): number | undefined
  /** An empty book: one for each page load of an account. */
  createMapper(): Mapper

  /** Whether the provider may take a request for one to the place endpoint, however its address is spelled. */
  mayPlace(method: string, url: string): boolean
  /** What a request to the place endpoint would bet; undefined: not such a request as it is written, or not surely one bet. */
  readPlaceRequest(method: string, url: string, body: string): PlaceRequest | undefined
  /** Names a request to the place endpoint that is surely no bet, by what its body says; undefined: it may be one. */
  readOther(method: string, url: string, body: string): string | undefined
  /** Why a request to the place endpoint is not readable as one bet, where the contract can say. */
  explainRequest(body: string): string | undefined
  readAnswer(status: number, body: string): Answer
  /** Undefined for a contract that places by a request. */
  readonly gate: GateReader | undefined
  /** Whether a request asks for the outcome of the PENDING bet that `ticket` names. */
  matchFollow(method: string, url: string, ticket: string | null): boolean

  readOpenBets(status: number, body: string): BetsAnswer
  readHistory(status: number, body: string): BetsAnswer
  readBalance(status: number, body: string): BalanceAnswer

  /** Whether a dialog of the page between click and bet is the one that the contract expects, about the permitted bet. */
  readonly judgeDialog: JudgeDialog
  /** The texts of the slip and the session, each by its own words. */
  readonly slip: SlipValues
  /** Any other texts of the page as the wire's odds and money; undefined: unreadable. */
  readOdds(text: string): string | undefined
  readMoney(text: string): string | undefined
}

function compileSources(
  contract: ProviderContract,
  isOwnUrl: (url: string) => boolean,
): CompiledContract['matchSource'] {
  const sources = contract.stream.sources.map(({ kind, url }) => ({
    kind,
    matches: compileUrlPattern(url, isOwnUrl),
  }))
  return (kind, url) => {
    const index = sources.findIndex((source) => source.kind === kind && source.matches(url))
    return index < 0 ? undefined : index
  }
}

export function compileContract(contract: ProviderContract): CompiledContract {
  const isOwnUrl = createOriginCheck(contract.origins)
  const page = pageNotation(contract)
  return {
    contract,
    readings: markReadings(contract),
    isOwnUrl,
    matchSource: compileSources(contract, isOwnUrl),
    createMapper: compileMapper(contract),
    ...compilePlaceRequest(contract, isOwnUrl),
    readAnswer: compileAnswer(contract),
    gate: compileGate(contract, isOwnUrl),
    matchFollow: compileFollow(contract.receipt.follow, isOwnUrl),
    readOpenBets: compileBetList(contract.openBets, contract),
    readHistory: compileBetList(contract.history, contract),
    readBalance: compileBalance(contract),
    judgeDialog: compileDialog(contract),
    slip: compileSlipValues(contract),
    readOdds: compileValue('pageOdds', {}, page),
    readMoney: compileValue('pageMoney', {}, page),
  }
}
