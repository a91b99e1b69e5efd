import type { Account } from '../messages/common.ts'

/**
 * `now`: the operator acts. `waiting`: an earlier line or an event must come first. `failed`: it went wrong and `detail`
 * says what to do. `unknown`: there is no evidence either way.
 */
export type LineState = 'done' | 'now' | 'waiting' | 'failed' | 'unknown'

/** One of the seven lines from a new desk to its first execution. */
export interface FirstRunLine {
  readonly id: 'open' | 'login-A' | 'mark-A' | 'login-B' | 'mark-B' | 'run' | 'execute'
  /** Null for a line of both accounts. */
  readonly account: Account | null
  /** What the operator does, such as "Mark A as North". */
  readonly title: string
  readonly state: LineState
  /** Why it is in this state, or what to do; null where the title says it all. */
  readonly detail: string | null
}

type Verdict = Pick<FirstRunLine, 'state' | 'detail'>

export const verdict = (state: LineState, detail: string | null = null): Verdict => ({
  state,
  detail,
})
