/** What a cell of an earlier engine's table may hold. SQLite keeps any type in any column, so each reader takes several. */
import { fromMinor } from '@surefoot/arbitrage'
import { finalStatus, legStatus } from '@surefoot/shared/messages'
import { z } from 'zod'
import { storable } from '../database/storable.ts'

const anyText = z
  .union([z.string(), z.bigint().transform(String), z.number().transform(String)], {
    error: 'it is neither text nor a number',
  })
  .transform((text) => String(storable(text)).trim())

/** A text that must be there; a number counts as its digits. */
export const requiredText = anyText.pipe(
  z.string().min(1, 'it is empty').max(300, 'it is longer than 300 characters'),
)

export const optionalText = z
  .union([z.null(), anyText], { error: 'it is neither text nor a number' })
  .transform((text) => (text === '' ? null : text))

/** Of a stake that floating point holds, such as 33.330000000000005. */
const CENT_ERROR = 1e-6
const LARGEST_MINOR = 99_999_999_999

/** A stake with two decimals; null where there is none. */
export const stake = z.unknown().transform((cell, context) => {
  if (isNothing(cell)) return null
  const minor = readMinor(cell)
  if (minor !== undefined && minor >= 0 && minor <= LARGEST_MINOR) return fromMinor(minor)
  context.addIssue({ code: 'custom', message: 'it is no amount such as 12.50' })
  return z.NEVER
})

function readMinor(cell: unknown): number | undefined {
  const isDecimal = typeof cell === 'string' && /^\s*\d{1,9}(\.\d{1,15})?\s*$/.test(cell)
  if (!isDecimal && typeof cell !== 'number' && typeof cell !== 'bigint') return undefined
  const minor = Number(cell) * 100
  const whole = Math.round(minor)
  return Math.abs(minor - whole) <= CENT_ERROR ? whole : undefined
}

/** One of the words, in any case; null where there is none. */
const oneOf = <T extends Readonly<Record<string, string>>>(words: z.ZodEnum<T>) =>
  z
    .unknown()
    .transform((cell) => (typeof cell === 'string' ? cell.trim().toLowerCase() : cell))
    .transform((cell) => (isNothing(cell) ? null : cell))
    .pipe(words.nullable())

export const legStatusCell = oneOf(legStatus)
export const finalStatusCell = oneOf(finalStatus)

const TRUTHS = new Map<unknown, boolean>([
  [null, false],
  ['', false],
  [0n, false],
  [1n, true],
  ['0', false],
  ['1', true],
  ['false', false],
  ['true', true],
])

export const truth = z.unknown().transform((cell, context) => {
  const found = TRUTHS.get(typeof cell === 'string' ? cell.trim().toLowerCase() : cell)
  if (found !== undefined) return found
  context.addIssue({ code: 'custom', message: 'it is neither 0 nor 1' })
  return z.NEVER
})

/** Larger is milliseconds since 1970, smaller is seconds: as seconds it would be the year 5138. */
const LEAST_MILLISECONDS = 100_000_000_000
const EARLIEST_MS = Date.UTC(2000, 0, 1)
/** SQLite writes its own times so, in UTC; a zone may follow. */
const WRITTEN =
  /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i

/** An instant: written, UTC where it names no zone, or counted since 1970 in seconds or milliseconds. */
export const instantCell = z.unknown().transform((cell, context) => {
  const ms = readInstant(cell)
  if (ms >= EARLIEST_MS && ms < Date.UTC(2100, 0, 1)) return new Date(ms).toISOString()
  context.addIssue({ code: 'custom', message: 'it is no instant such as 2025-03-01 18:04:05' })
  return z.NEVER
})

function readInstant(cell: unknown): number {
  // A column declared TEXT keeps a number as its digits.
  const isCounted =
    typeof cell === 'string' ? /^\s*\d{9,14}\s*$/.test(cell) : typeof cell !== 'object'
  if (isCounted) {
    const count = Number(cell)
    return Math.round(count >= LEAST_MILLISECONDS ? count : count * 1000)
  }
  const [, day, time, zone = 'Z'] = WRITTEN.exec(String(cell).trim()) ?? []
  return day === undefined ? Number.NaN : Date.parse(`${day}T${time}${zone.toUpperCase()}`)
}

/** What is written as JSON, read; a text that is not JSON as it is. */
export const detailsCell = z.union([z.null(), anyText]).transform((text) => {
  if (text === null) return null
  try {
    return z.json().parse(storable(JSON.parse(text)))
  } catch {
    return text
  }
})

function isNothing(cell: unknown): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '')
}
