const MONEY = /^(-?)(\d{1,9})(?:\.(\d{1,2}))?$/
/** Nine digits before the point, as the wire allows: far inside the safe integers. */
const LARGEST_MINOR = 99_999_999_999

/** Money as on the wire ("25.00", "-3.5") in minor units (2500, -350). Throws RangeError on anything else. */
export function toMinor(money: string): number {
  const match = MONEY.exec(money)
  if (match === null) {
    throw new RangeError(`"${money}" is not money: digits with at most two decimals`)
  }
  const [, sign, units, cents = ''] = match
  const minor = Number(`${units}${cents.padEnd(2, '0')}`)
  return sign === '-' && minor !== 0 ? -minor : minor
}

/** Minor units as money on the wire, always with two decimals. Throws RangeError if it is no whole number or too large. */
export function fromMinor(minor: number): string {
  if (!Number.isSafeInteger(minor) || Math.abs(minor) > LARGEST_MINOR) {
    throw new RangeError(`${minor} is not an amount in minor units`)
  }
  const digits = Math.abs(minor).toString().padStart(3, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
