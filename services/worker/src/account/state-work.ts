import type { AccountRow } from '@surefoot/shared/messages'

/** Steps taken one at a time, in the order they were asked for. */
export interface Turns {
  readonly take: <T>(step: () => Promise<T>) => Promise<T>
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take: (step) => {
      const turn = last.then(step)
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

/** What the present state of an account asks for, done outside its turns: opening, watching, closing. */
export interface StateWork {
  /** Do work, then take its outcome in turn, if the account has not moved since. */
  readonly begin: <T>(work: () => Promise<T>, onOutcome: (outcome: T) => Promise<unknown>) => void
  /** Whether this worker has begun the present state's work. */
  readonly hasBegun: () => boolean
  /** Whether that work goes on. */
  readonly isBusy: () => boolean
}

export interface StateWorkOptions {
  readonly row: () => AccountRow
  readonly turns: Turns
  readonly onFault: (error: unknown) => void
}

export function createStateWork({ row, turns, onFault }: StateWorkOptions): StateWork {
  let latest: { readonly row: AccountRow; isInFlight: boolean } | null = null
  return {
    begin: (work, onOutcome) => {
      const begun = { row: row(), isInFlight: true }
      latest = begun
      const toEnd = async (): Promise<void> => {
        const outcome = await work()
        await turns.take(async () => {
          if (row() === begun.row) await onOutcome(outcome)
        })
      }
      void toEnd()
        .catch(onFault)
        .finally(() => {
          begun.isInFlight = false
        })
    },
    hasBegun: () => latest?.row === row(),
    isBusy: () => latest?.row === row() && latest.isInFlight,
  }
}
