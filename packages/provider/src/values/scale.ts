import type { Scale } from '../contract/scalars.ts'

const PLACES: Record<Exclude<Scale, 'minor'>, number> = {
  units: 0,
  tenths: 1,
  hundredths: 2,
  thousandths: 3,
  tenThousandths: 4,
  hundredThousandths: 5,
  millionths: 6,
}

/** How many decimals the currency's smallest coin has. */
function minorPlaces(currency: string | undefined): number {
  const options = new Intl.NumberFormat('en', { style: 'currency', currency: currency ?? 'EUR' })
  return options.resolvedOptions().maximumFractionDigits ?? 2
}

/** How many places the point of a count moves to the left. */
export function placesOf(scale: Scale, currency: string | undefined): number {
  return scale === 'minor' ? minorPlaces(currency) : PLACES[scale]
}

const PLAIN = /^\d{1,20}(\.\d{1,30})?$/

/** "1850" of thousandths is "1.850". Of digits with at most one point; undefined for any other text. */
export function scaleDown(plain: string, places: number): string | undefined {
  if (!PLAIN.test(plain)) return undefined
  if (places === 0) return plain
  const [whole = '', decimals = ''] = plain.split('.')
  const padded = whole.padStart(places + 1, '0')
  const at = padded.length - places
  return `${padded.slice(0, at)}.${padded.slice(at)}${decimals}`.replace(/^0+(?=\d)/, '')
}

/** "1.85" is "1850" thousandths. Undefined where that is no whole count. */
export function scaleUp(plain: string, places: number): string | undefined {
  if (!PLAIN.test(plain)) return undefined
  if (places === 0) return plain
  const [whole = '', decimals = ''] = plain.split('.')
  if (!/^0*$/.test(decimals.slice(places))) return undefined
  return `${whole}${decimals.slice(0, places).padEnd(places, '0')}`.replace(/^0+(?=\d)/, '')
}
