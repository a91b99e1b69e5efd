import type { CompiledContract } from '@surefoot/provider'
import type { Receipt } from '@surefoot/shared'
import type { CDPSession } from 'playwright-core'
import type { Submit } from '../ports.ts'
import { EMPTY_RECEIPT } from '../receipt.ts'
import { click } from './click.ts'
import type { GateSocket, GateWord } from './gate-socket.ts'
import { openPageGate } from './page-gate.ts'
import type { PageWorld } from './page-world.ts'
import { readReceipt } from './read-receipt.ts'

export interface GateTools {
  readonly session: CDPSession
  readonly world: PageWorld
  readonly socket: GateSocket
  readonly contract: CompiledContract
  readonly nowMs: () => number
  /** Settles with the reason if the browser goes. */
  readonly lost: Promise<string>
}

/**
 * One click through the page gate, and what the provider said of it over its socket. Once the gate may be open only the
 * provider's own words are a yes or a no: all else is UNKNOWN.
 */
export async function submitThroughGate(tools: GateTools, submit: Submit): Promise<Receipt> {
  const { permit, expiresAtMs, waitMs, aimed } = submit
  const { world, contract, nowMs, session } = tools
  const untilMs = nowMs() + waitMs
  const shut = await openPageGate(world, { contract, permit, expiresAtMs, nowMs })
  if (shut !== undefined)
    return {
      ...EMPTY_RECEIPT,
      state: 'REJECTED',
      code: 'NOT_CLICKED',
      message: `Nothing was clicked: ${shut}.`.slice(0, 500),
    }
  const lastWord = hearLastWord(tools, submit, untilMs - nowMs())
  void click(session, aimed.target).catch(() => undefined)
  const word = await lastWord
  return typeof word === 'string'
    ? { ...EMPTY_RECEIPT, message: `The place button was clicked, and ${word}.` }
    : readReceipt(word.answer, word.raw)
}

/** The first word that says what became of the bet, or why there is none. */
function hearLastWord(
  { socket, lost }: GateTools,
  { permit, onPending }: Submit,
  waitMs: number,
): Promise<GateWord | string> {
  const { promise, resolve } = Promise.withResolvers<GateWord | string>()
  let isPending = false
  const stop = socket.onWord(permit.selectionId, (word) => {
    if (word.answer.state !== 'PENDING') return resolve(word)
    if (!isPending) onPending(readReceipt(word.answer, word.raw))
    isPending = true
  })
  const timer = setTimeout(
    () => resolve('the provider did not say in time what became of it'),
    waitMs,
  )
  void lost.then((reason) => resolve(`then: ${reason.replace(/\.$/, '')}`))
  return promise.finally(() => {
    clearTimeout(timer)
    stop()
  })
}
