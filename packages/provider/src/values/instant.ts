import type { TimeFormat } from '../contract/value.ts'
import { readWrittenTime } from './written-time.ts'
import { compileZone } from './zone.ts'
import type { Zone } from './zone.ts'

/** Year 9999: the wire writes four digits. */
const LAST_MS = 253_402_300_799_999
const LONGEST = 40
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/

function toInstant(ms: number): string | undefined {
  return ms >= 0 && ms <= LAST_MS ? new Date(ms).toISOString() : undefined
}

/** ISO 8601 with an offset. A local time is refused: nobody knows whose. */
function parseInstant(text: string): string | undefined {
  return text.length <= LONGEST && ISO.test(text) ? toInstant(Date.parse(text)) : undefined
}

const COUNT = /^\d{1,14}(\.\d{1,9})?$/

/** A count of seconds or milliseconds since 1970. */
function parseEpoch(text: string, unitMs: 1 | 1000): string | undefined {
  return COUNT.test(text) ? toInstant(Math.floor(Number(text) * unitMs)) : undefined
}

/** What one millisecond is in a finer count, and how much it counts by 1970. */
const FINE = {
  epochUs: [1000n, 0n],
  epochNs: [1_000_000n, 0n],
  ticks: [10_000n, 62_135_596_800_000n],
} as const
const FINE_COUNT = /^\d{1,20}$/

function parseFine(text: string, [perMs, beforeMs]: (typeof FINE)[keyof typeof FINE]) {
  if (!FINE_COUNT.test(text)) return undefined
  return toInstant(Number(BigInt(text) / perMs - beforeMs))
}

const DOTNET = /^\/Date\((\d{1,14})(?:[+-]\d{4})?\)\/$/

/** Reads an instant in one of the contract's formats. `zone` is for times without an offset; without it they are refused. */
export function compileInstant(
  format: TimeFormat,
  zoneName: string | undefined,
): (text: string) => string | undefined {
  const zone: Zone = zoneName === undefined ? () => undefined : compileZone(zoneName)
  const written = (text: string): string | undefined => {
    const ms = text.length <= LONGEST ? readWrittenTime(text, format, zone) : undefined
    return ms === undefined ? undefined : toInstant(ms)
  }
  if (format === 'epoch' || format === 'epochMs')
    return (text) => parseEpoch(text, format === 'epoch' ? 1000 : 1)
  if (format === 'epochUs' || format === 'epochNs' || format === 'ticks')
    return (text) => parseFine(text, FINE[format])
  if (format === 'dotnet') return (text) => parseEpoch(DOTNET.exec(text)?.[1] ?? '', 1)
  if (format === 'iso') return (text) => parseInstant(text) ?? written(text)
  return written
}
