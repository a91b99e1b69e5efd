import type { Pool } from './ledger-asks.ts'

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** An answer without what differs from one ledger to the next: instants, and the ids it made up. A refusal is its code. */
export function normalise(value: unknown, pool: Pool): unknown {
  if (typeof value === 'string') return normaliseText(value, pool)
  if (Array.isArray(value)) return sorted(value.map((each) => normalise(each, pool)))
  if (typeof value !== 'object' || value === null) return value
  if ('ok' in value && value.ok === false && 'code' in value) return { refused: value.code }
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    // Of the same order, so that equal values are equal texts.
    .toSorted(([one], [other]) => one.localeCompare(other))
  return Object.fromEntries(
    entries.map(([key, each]) => {
      const own = key === 'accounts' ? ofDesk(each, pool) : each
      return [key, normalise(own, pool)]
    }),
  )
}

function normaliseText(text: string, { executionIds }: Pool): string {
  if (INSTANT.test(text)) return 'instant'
  return UUID.test(text) && !executionIds.includes(text) ? 'id' : text
}

/** What the ledger says of every desk, as far as it is of this one. */
function ofDesk(value: unknown, { deskId }: Pool): unknown {
  if (!Array.isArray(value)) return value
  const all: readonly unknown[] = value
  return all.filter(
    (each) =>
      typeof each === 'object' && each !== null && 'deskId' in each && each.deskId === deskId,
  )
}

/** Where the ledger promises no order. */
function sorted(values: readonly unknown[]): unknown[] {
  return values
    .map((value) => ({ value, text: JSON.stringify(value) }))
    .toSorted((one, other) => one.text.localeCompare(other.text))
    .map(({ value }) => value)
}
