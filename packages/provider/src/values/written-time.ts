import type { TimeFormat } from '../contract/value.ts'
import type { Zone } from './zone.ts'

const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<part>\d{1,9}))?)?(?:\s?(?<half>[AaPp])\.?[Mm]\.?)?`
const OFFSET = String.raw`(?:\s?(?<offset>Z|UTC|GMT|[+-]\d\d:?\d\d))?`
const BETWEEN = String.raw`(?:[T ]|,\s?)\s?`
const DIVIDER = String.raw`[./\-]`

/** Figures and words of each format; the names are the same in all. */
const PATTERNS: Partial<Record<TimeFormat, RegExp>> = {
  iso: new RegExp(String.raw`^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ]${CLOCK}${OFFSET}$`),
  ymd: new RegExp(
    String.raw`^(?<year>\d{4})(?:${DIVIDER}(?<month>\d{1,2})${DIVIDER}(?<day>\d{1,2})${BETWEEN}${CLOCK}|(?<month2>\d\d)(?<day2>\d\d)[T ]?(?<hour2>\d\d):?(?<minute2>\d\d)(?::?(?<second2>\d\d))?)${OFFSET}$`,
  ),
  dmy: new RegExp(
    String.raw`^(?<day>\d{1,2})${DIVIDER}(?<month>\d{1,2})${DIVIDER}(?<year>\d{4})${BETWEEN}${CLOCK}${OFFSET}$`,
  ),
  mdy: new RegExp(
    String.raw`^(?<month>\d{1,2})${DIVIDER}(?<day>\d{1,2})${DIVIDER}(?<year>\d{4})${BETWEEN}${CLOCK}${OFFSET}$`,
  ),
  rfc: new RegExp(
    String.raw`^(?:[A-Za-z]{3,9},?\s)?(?<day>\d{1,2})[\s\-](?<name>[A-Za-z]{3})[\s\-](?<year>\d{4})\s${CLOCK}${OFFSET}$`,
  ),
}
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

type Figures = Readonly<Record<string, string | undefined>>

/** The hour of a clock with twelve or twenty-four of them. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return Number.NaN
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/** The wall clock as if it were UTC. Undefined for a day or a time that there is not. */
function wallOf(figures: Figures): number | undefined {
  const figure = (name: string): number => Number(figures[name] ?? figures[`${name}2`] ?? 0)
  const month =
    figures['name'] === undefined
      ? figure('month') - 1
      : MONTHS.indexOf(figures['name'].toLowerCase())
  const hour = hourOf(figure('hour'), figures['half'])
  const clock = [hour, figure('minute'), figure('second')] as const
  const wall = new Date(Date.UTC(figure('year'), month, figure('day'), ...clock))
  const shown = [
    wall.getUTCMonth(),
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
  ]
  const said = [month, figure('day'), ...clock]
  if (said.some((value, at) => value !== shown[at])) return undefined
  return wall.getTime() + Number((figures['part'] ?? '0').padEnd(3, '0').slice(0, 3))
}

function offsetMs(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** A date and time of day as milliseconds since 1970. An offset in the text counts before the zone. */
export function readWrittenTime(text: string, format: TimeFormat, zone: Zone): number | undefined {
  const figures: Figures | undefined = PATTERNS[format]?.exec(text)?.groups
  const wall = figures === undefined ? undefined : wallOf(figures)
  if (figures === undefined || wall === undefined) return undefined
  const { offset } = figures
  return offset === undefined ? zone(wall) : wall - offsetMs(offset)
}
