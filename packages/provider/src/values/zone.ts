/** The clocks of a time zone. */
export type Zone = (localMs: number) => number | undefined

const DAY_MS = 86_400_000

/** Whether Intl knows a zone of this name. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/**
 * Reads a zone's wall clock, given as if it were UTC, as milliseconds since 1970. Undefined for a time that the clock does
 * not show, or shows twice, when it is changed: nobody knows which is meant.
 */
export function compileZone(name: string): Zone {
  if (!isZone(name)) return () => undefined
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const offsetAt = (ms: number): number => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? Number.NaN
    const [year, month, day] = [part('year'), part('month') - 1, part('day')]
    const wall = Date.UTC(year, month, day, part('hour'), part('minute'), part('second'))
    return wall - Math.floor(ms / 1000) * 1000
  }
  return (localMs) => {
    const offsets = new Set([offsetAt(localMs - DAY_MS), offsetAt(localMs + DAY_MS)])
    const meant = [...offsets]
      .map((each) => localMs - each)
      .filter((ms) => localMs - ms === offsetAt(ms))
    return meant.length === 1 ? meant[0] : undefined
  }
}
