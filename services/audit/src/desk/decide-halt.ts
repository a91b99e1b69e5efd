/** The rules by which a desk stops opening new executions by itself, until a person says RUN again. */

/** One failure is a moved price, two are bad luck; three say that something is wrong. */
const FAILURES_IN_A_ROW = 3
/** Each of them cost profit only. Four say that the accounts are limited, or the prices not what the screen shows. */
const SHORTFALLS_IN_A_ROW = 4

/** As many of the latest as are looked at. */
export const LOOKED_AT = Math.max(FAILURES_IN_A_ROW, SHORTFALLS_IN_A_ROW)

/** How an execution of which a leg was armed ended. Below plan: it won less at worst than its opportunity promised. */
export interface Ended {
  readonly isFailed: boolean
  readonly isBelowPlan: boolean
}

/** Whether the last executions, the latest first, have failed, or fallen short, too often. */
export function haveFallenShort(last: readonly Ended[]): 'failed' | 'below plan' | undefined {
  const areAll = (count: number, holds: (ended: Ended) => boolean): boolean =>
    last.length >= count && last.slice(0, count).every(holds)
  if (areAll(FAILURES_IN_A_ROW, ({ isFailed }) => isFailed)) return 'failed'
  const isShort = ({ isFailed, isBelowPlan }: Ended): boolean => isFailed || isBelowPlan
  return areAll(SHORTFALLS_IN_A_ROW, isShort) ? 'below plan' : undefined
}

/** Whether what was booked today, in minor units, is a loss at the limit or beyond. */
export function isDayLost(
  todayMinor: number,
  { maxDayLossMinor }: { readonly maxDayLossMinor: number },
): boolean {
  return todayMinor < 0 && todayMinor <= -maxDayLossMinor
}
