import type { RefusedRow } from '@surefoot/shared/messages'

/** What the scanner's rails refuse, as it published last. */
export interface LiveRefusals {
  readonly replace: (rows: readonly RefusedRow[]) => void
  readonly rows: () => readonly RefusedRow[]
}

/** The scanner publishes every second while there are rows; of one that died nothing is shown for longer. */
const FORGOTTEN_AFTER_MS = 10_000

export function createLiveRefusals(now: () => number): LiveRefusals {
  let latest: { readonly rows: readonly RefusedRow[]; readonly at: number } | undefined
  return {
    replace: (rows) => {
      latest = { rows, at: now() }
    },
    rows: () =>
      latest === undefined || now() - latest.at >= FORGOTTEN_AFTER_MS ? [] : latest.rows,
  }
}
