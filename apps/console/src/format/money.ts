/** The units of an amount on the wire are digits with at most two decimals; shown with two, and grouped. */
const AMOUNT = new Intl.NumberFormat('en', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
})

/** `1234.5` as `1,234.50`; a profit or a loss (`isSigned`) with its sign. */
export function formatMoney(money: string, { isSigned = false } = {}): string {
  const amount = Number(money)
  const shown = AMOUNT.format(Math.abs(amount))
  if (amount < 0) return `−${shown}`
  return isSigned && amount > 0 ? `+${shown}` : shown
}

/** Hundredths of a percent as a percentage: 742 as `7.42 %`. */
export function formatBps(bps: number): string {
  return `${(bps / 100).toFixed(2)} %`
}

/** How much of a limit an amount takes, 0 to 100. */
export function shareOfLimit(amount: string, limit: string): number {
  const whole = Number(limit)
  return whole > 0 ? Math.min(100, (Number(amount) / whole) * 100) : 100
}
