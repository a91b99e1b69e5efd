import type { Answer, CompiledContract } from '@surefoot/provider'
import type { Receipt } from '@surefoot/shared/messages'
import type { ClickGuard } from '../click-gate/click-guard.ts'
import { EMPTY_RECEIPT, notClicked, readReceipt } from '../legs/receipt.ts'
import type { Dialogs } from '../page/dialogs.ts'
import type { Point, Submit } from '../ports.ts'
import type { Fence, FollowAnswer } from './fence.ts'
import type { Passage } from './pass.ts'

export interface SubmitTools {
  readonly guard: ClickGuard
  readonly fence: Fence
  readonly dialogs: Dialogs
  readonly contract: CompiledContract
  readonly nowMs: () => number
}

/**
 * One click on the commit element, and what came of it. Nothing here is done twice: whatever fails from the click on leaves the receipt
 * UNKNOWN, except where the fence proves that nothing left.
 */
export async function submitThroughFence(tools: SubmitTools, submit: Submit): Promise<Receipt> {
  const { permit, expiresAtMs, waitMs } = submit
  const armed = await tools.guard.arm(expiresAtMs - tools.nowMs())
  if ('fault' in armed) return notClicked(armed.fault)
  const untilMs = tools.nowMs() + waitMs
  const passing = tools.fence.openPass({ permit, expiresAtMs, waitMs })
  using stack = new DisposableStack()
  stack.use(
    tools.dialogs.allowOne({
      judge: (asked) => tools.contract.judgeDialog(asked, permit),
      onRefused: (why) => tools.fence.cancelPass('UNEXPECTED_DIALOG', why),
      expiresAtMs,
      nowMs: tools.nowMs,
    }),
  )
  // A click that throws may have placed the bet all the same: the fence knows, the click does not.
  // One that reached nothing is known: the pass ends at once.
  void cancelIfMissed(tools, armed)
  const passage = await passing
  if (passage.kind !== 'answered') return readUnanswered(passage)
  const { status, body, asked } = passage
  const answer = tools.contract.readAnswer(status, body)
  const receipt = readReceipt(answer, body, asked)
  if (answer.state !== 'PENDING') return receipt
  const following = follow(tools, answer.ticket, untilMs - tools.nowMs())
  submit.onPending(receipt)
  const last = await following
  const why = 'the provider held the bet and did not say in time what became of it'
  if (last === undefined) return { ...receipt, state: 'UNKNOWN', message: why }
  return readReceipt(last.answer, last.body, asked)
}

/** Never rejects. */
async function cancelIfMissed({ guard, fence }: SubmitTools, point: Point): Promise<void> {
  const missed = await guard.click(point)
  if (missed !== undefined) fence.cancelPass('NOT_CLICKED', missed)
}

function readUnanswered(passage: Exclude<Passage, { kind: 'answered' }>): Receipt {
  const message = `Nothing left the browser: ${passage.why}.`
  return passage.kind === 'not-sent'
    ? { ...EMPTY_RECEIPT, state: 'REJECTED', code: passage.code, message }
    : { ...EMPTY_RECEIPT, message: `The bet was sent and not answered: ${passage.why}.` }
}

interface LastWord {
  readonly answer: Answer
  readonly body: string
}

/** The first answer about a pending bet that says what became of it; undefined if none comes in time. */
function follow(
  { fence, contract }: SubmitTools,
  ticket: string | null,
  waitMs: number,
): Promise<LastWord | undefined> {
  const { promise, resolve } = Promise.withResolvers<LastWord | undefined>()
  const timer = setTimeout(() => resolve(undefined), waitMs)
  const stop = fence.onFollow(({ method, url, status, body }: FollowAnswer) => {
    if (!contract.matchFollow(method, url, ticket)) return
    const answer = contract.readAnswer(status, body)
    if (answer.state === 'ACCEPTED' || answer.state === 'REJECTED') resolve({ answer, body })
  })
  return promise.finally(() => {
    clearTimeout(timer)
    stop()
  })
}
