import { z } from 'zod'

/** From `startMinute` to `endMinute` of each day in `timeZone`, past midnight where it ends before it starts. */
export interface QuietHours {
  readonly startMinute: number
  readonly endMinute: number
  readonly timeZone: string
  readonly text: string
}

const FORM = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d) (\S+)$/
const EXPECTED = 'give hours and a time zone, such as 23:00-07:00 Europe/Berlin'

/** `23:00-07:00 Europe/Berlin`. */
export const quietHours = z.string().transform((text, context): QuietHours => {
  const [, fromHour, fromMinute, toHour, toMinute, timeZone = ''] = FORM.exec(text) ?? []
  const startMinute = Number(fromHour) * 60 + Number(fromMinute)
  const endMinute = Number(toHour) * 60 + Number(toMinute)
  if (timeZone === '' || startMinute === endMinute) context.addIssue(EXPECTED)
  else if (!isTimeZone(timeZone)) context.addIssue(`${timeZone} is not a time zone: ${EXPECTED}`)
  return { startMinute, endMinute, timeZone, text }
})

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Whether an instant, in milliseconds since 1970, is in the quiet hours by the clock on the wall there. */
export function isQuiet(hours: QuietHours | null, atMs: number): boolean {
  if (hours === null) return false
  const { startMinute, endMinute } = hours
  const minute = minuteOfDay(hours.timeZone, atMs)
  return startMinute < endMinute
    ? minute >= startMinute && minute < endMinute
    : minute >= startMinute || minute < endMinute
}

function minuteOfDay(timeZone: string, atMs: number): number {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const parts = new Intl.DateTimeFormat('en-GB', options).formatToParts(atMs)
  const read = (type: string): number =>
    Number(parts.find((part) => part.type === type)?.value ?? Number.NaN)
  return read('hour') * 60 + read('minute')
}
