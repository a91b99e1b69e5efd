/** The rules by which a desk stops opening new executions by itself, until a person says RUN again. */

/** One failure is a moved price, two are bad luck; three say that something is wrong. */
export const FAILURES_IN_A_ROW = 3

/** Whether the last executions of which a leg was armed, the latest first, have failed too often. */
export function haveFailedInARow(last: readonly { readonly isFailed: boolean }[]): boolean {
  const counted = last.slice(0, FAILURES_IN_A_ROW)
  return counted.length === FAILURES_IN_A_ROW && counted.every(({ isFailed }) => isFailed)
}

/** Whether what was booked today, in minor units, is a loss at the limit or beyond. */
export function isDayLost(
  todayMinor: number,
  { maxDayLossMinor }: { readonly maxDayLossMinor: number },
): boolean {
  return todayMinor < 0 && todayMinor <= -maxDayLossMinor
}
