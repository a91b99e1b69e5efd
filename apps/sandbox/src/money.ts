/** Money is integer minor units (cents) inside the sandbox; its text has exactly two decimals. */
export function formatMoney(minor: number): string {
  const size = Math.abs(minor)
  return `${minor < 0 ? '-' : ''}${divide(size, 100)}.${String(size % 100).padStart(2, '0')}`
}

/** As {@link formatMoney} with thousands grouped: 1,000.00. */
export function formatGrouped(minor: number): string {
  return formatMoney(minor).replace(/\B(?=(\d{3})+\.)/g, ',')
}

/** @returns minor units, or null for what is not a positive amount of at most two decimals and 9 digits */
export function readMoney(text: string): number | null {
  const parts = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text)
  if (!parts) return null
  const minor = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'))
  return minor > 0 ? minor : null
}

/** A won bet's return, stake included; a fraction of a cent stays with the house. */
export function returnOf(stakeMinor: number, odds: number): number {
  return divide(stakeMinor * odds, 100)
}

export function percentOf(minor: number, percent: number): number {
  return divide(minor * percent, 100)
}

/** Whole-number division, exact below 2^53. */
export function divide(dividend: number, divisor: number): number {
  return (dividend - (dividend % divisor)) / divisor
}
