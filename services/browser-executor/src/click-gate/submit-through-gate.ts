import type { CompiledContract } from '@surefoot/provider'
import type { Receipt } from '@surefoot/shared/messages'
import { EMPTY_RECEIPT, notClicked, readReceipt } from '../legs/receipt.ts'
import type { Dialogs } from '../page/dialogs.ts'
import type { PageWorld } from '../page/page-world.ts'
import type { Submit } from '../ports.ts'
import type { ClickGuard } from './click-guard.ts'
import type { GateSocket, GateWord } from './gate-socket.ts'
import { closePageGate, openPageGate } from './page-gate.ts'

export interface GateTools {
  readonly guard: ClickGuard
  readonly world: PageWorld
  readonly dialogs: Dialogs
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
  const { permit, expiresAtMs, waitMs } = submit
  const { world, contract, nowMs, guard } = tools
  const untilMs = nowMs() + waitMs
  const shut = await openPageGate(world, { contract, permit, expiresAtMs, nowMs })
  if (shut !== undefined) return notClicked(shut)
  const armed = await guard.arm(expiresAtMs - nowMs())
  if ('fault' in armed) return unclicked(world, armed.fault)
  let refused = ''
  using stack = new DisposableStack()
  stack.use(
    tools.dialogs.allowOne({
      judge: (asked) => contract.judgeDialog(asked, permit),
      onRefused: (why) => void (refused ||= `, before which ${why}`),
      expiresAtMs,
      nowMs,
    }),
  )
  const lastWord = hearLastWord(tools, submit, untilMs - nowMs())
  const word = await Promise.race([lastWord, ifMissed(world, guard.click(armed))])
  if (typeof word === 'string')
    return { ...EMPTY_RECEIPT, message: `The place button was clicked, and ${word}${refused}.` }
  return 'answer' in word ? readReceipt(word.answer, word.raw) : word
}

/** Nothing was clicked; but through a gate that is not known to be closed, a press of anybody may place. */
async function unclicked(world: PageWorld, why: string): Promise<Receipt> {
  if (await closePageGate(world)) return notClicked(why)
  return { ...EMPTY_RECEIPT, message: `Nothing was clicked, and the gate may be open: ${why}.` }
}

/** Settles only if the click certainly reached nothing: it met something else, and the gate is closed behind it. */
async function ifMissed(world: PageWorld, clicked: Promise<string | undefined>): Promise<Receipt> {
  const missed = await clicked
  if (missed !== undefined && (await closePageGate(world))) return notClicked(missed)
  return Promise.withResolvers<never>().promise
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
