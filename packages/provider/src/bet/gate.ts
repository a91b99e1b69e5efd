import type { ProviderContract } from '../contract/contract.ts'
import { parseJson } from '../json/parse.ts'
import { compileValueAt } from '../json/value-at.ts'
import { compileUrlPattern } from '../url-pattern.ts'
import { compileCases } from './answer.ts'
import type { Answer } from './answer.ts'

/** What a contract says of placing through a gate. */
export interface GateReader {
  /** Whether a web socket is the one that bets go over. */
  isSocket(url: string): boolean
  /** What a text frame of it says of a bet on this selection; undefined: nothing. */
  readFrame(text: string, selectionId: string): Answer | undefined
}

const LONGEST_FRAME = 1_000_000

/** Undefined for a contract that places by a request. */
export function compileGate(
  contract: ProviderContract,
  isOwn: (url: string) => boolean,
): GateReader | undefined {
  const { gate } = contract.place
  if (gate === undefined) return undefined
  const findSelection = compileValueAt('id', gate.selectionId, contract)
  const findCase = compileCases(contract)
  return {
    isSocket: compileUrlPattern(gate.socket, isOwn),
    readFrame: (text, selectionId) => {
      if (text.length > LONGEST_FRAME) return undefined
      const value = parseJson(text)
      return findSelection(value) === selectionId ? findCase(value)?.read(value) : undefined
    },
  }
}
