import { attributesOf, outsideTrace, withSpanNow } from '@surefoot/shared/runtime'
import type { AccountId } from '../ports.ts'

/** Frames come by the thousand and each is like the others: one in so many is traced. */
const FRAMES_A_TRACE = 100

/** Runs the first frame and then every hundredth in a trace of its own, and the others in none. */
export function createFrameTracer(id: AccountId): (step: () => void) => void {
  let frames = 0
  return (step) => {
    const isTaken = frames % FRAMES_A_TRACE === 0
    frames += 1
    // The page's connection was opened by a request that has long been answered.
    outsideTrace(() =>
      isTaken ? withSpanNow('frame', { attributes: attributesOf(id) }, step) : step(),
    )
  }
}
