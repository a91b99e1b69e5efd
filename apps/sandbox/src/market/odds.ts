import type { House } from './match.ts'

/**
 * Odds are integer hundredths of the decimal price inside the sandbox: 210 is 2.10 at North and 11/10 at South. Both
 * notations of a whole number of hundredths are exact.
 */
export function formatDecimal(odds: number): string {
  return `${(odds - (odds % 100)) / 100}.${String(odds % 100).padStart(2, '0')}`
}

export function formatFraction(odds: number): string {
  const profit = odds - 100
  const divisor = greatestCommonDivisor(profit, 100)
  return `${profit / divisor}/${100 / divisor}`
}

/** @returns hundredths, or null for what is not a decimal price of 1.01 to 1000.00 */
export function readDecimal(text: string): number | null {
  const parts = /^(\d{1,4})(?:\.(\d{1,2}))?$/.exec(text)
  if (!parts) return null
  const odds = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'))
  return isPrice(odds) ? odds : null
}

/** @returns hundredths, or null for what is not a fraction of a whole number of hundredths */
export function readFraction(text: string): number | null {
  const parts = /^(\d{1,6})\/(\d{1,3})$/.exec(text)
  if (!parts) return null
  const profit = (Number(parts[1]) * 100) / Number(parts[2])
  return Number.isInteger(profit) && isPrice(profit + 100) ? profit + 100 : null
}

/** The rungs that a house shows: North every hundredth, South coarser ones as prices grow. */
export function floorToRung(odds: number, house: House): number {
  const step = rungOf(odds, house)
  return Math.floor(odds / step) * step
}

export function ceilToRung(odds: number, house: House): number {
  const step = rungOf(odds, house)
  return Math.ceil(odds / step) * step
}

const rungOf = (odds: number, house: House) =>
  house === 'north' || odds < 150 ? 1 : odds < 300 ? 2 : 5

const isPrice = (odds: number) => odds > 100 && odds <= 100_000

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
