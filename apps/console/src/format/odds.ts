/** Decimal odds with two decimals at least: `2.1` as `2.10`, `1.9091` as it is. */
export function formatOdds(odds: string): string {
  const [units = '0', decimals = ''] = odds.split('.')
  return `${units}.${decimals.padEnd(2, '0')}`
}
