/** Year 9999: the wire writes four digits. */
const LAST_MS = 253_402_300_799_999
const LONGEST = 40
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/

function toInstant(ms: number): string | undefined {
  return ms >= 0 && ms <= LAST_MS ? new Date(ms).toISOString() : undefined
}

/** ISO 8601 with an offset. A local time is refused: nobody knows whose. */
export function parseInstant(text: string): string | undefined {
  return text.length <= LONGEST && ISO.test(text) ? toInstant(Date.parse(text)) : undefined
}

const COUNT = /^\d{1,14}(\.\d{1,9})?$/

/** A count of seconds or milliseconds since 1970. */
export function parseEpoch(text: string, unitMs: 1 | 1000): string | undefined {
  return COUNT.test(text) ? toInstant(Math.floor(Number(text) * unitMs)) : undefined
}
