/**
 * Owns the rule that a leg is submitted once (I1), for whoever places one.
 *
 * 1. `send` is called once. Whatever comes back, or nothing, it is never called again.
 * 2. Silence is not "no": it may only void a leg that was never armed, and the ledger refuses that for any other.
 */
import type { legPlace, LegState, Receipt, Reply } from '@surefoot/shared/messages'

export type PlaceAnswer = Reply<typeof legPlace.reply>

/** What the ledger is asked to do with a leg after its submit. */
export interface MoveAfterSubmit {
  readonly to: LegState
  readonly reason: string
  readonly receipt?: Receipt
}

/** Send a leg to its executor once. Answers what the ledger is to record; `onSilence` receives why there was no answer. */
export async function submitOnce(
  send: () => Promise<PlaceAnswer>,
  onSilence: (error: unknown) => void,
): Promise<MoveAfterSubmit> {
  try {
    return moveAfter(await send())
  } catch (error) {
    onSilence(error)
    return { to: 'VOID', reason: 'The executor gave no answer' }
  }
}

function moveAfter(answer: PlaceAnswer): MoveAfterSubmit {
  if (!answer.ok) return { to: 'DENIED', reason: `${answer.code}: ${answer.message}` }
  const { state, receipt } = answer
  const reason = receipt.message ?? receipt.code ?? `The provider's answer: ${receipt.state}`
  return { to: state, reason, receipt }
}
