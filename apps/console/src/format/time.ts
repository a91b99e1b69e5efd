const TIME = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const PRECISE = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})
const DATE_TIME = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const FULL_DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
/** Swedish dates are written as ISO writes them: they sort, and name one day. */
const DAY_KEY = new Intl.DateTimeFormat('sv-SE')
const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: '2-digit',
  month: 'short',
  timeZone: 'UTC',
})

/** Instants (ISO 8601) in the operator's own time zone. */
export const formatTime = (instant: string): string => TIME.format(new Date(instant))
export const formatPreciseTime = (instant: string): string => PRECISE.format(new Date(instant))
export const formatDateTime = (instant: string): string => DATE_TIME.format(new Date(instant))

/** With its year, for what may be of any. */
export const formatFullDate = (instant: string): string => FULL_DATE.format(new Date(instant))

/** The operator's own day of an instant: `2026-11-22`. */
export const dayOf = (instant: string): string => DAY_KEY.format(new Date(instant))
/** Such a day as a person says it: `Sun, 22 Nov`. */
export const formatDay = (day: string): string => DAY.format(new Date(`${day}T00:00:00Z`))
