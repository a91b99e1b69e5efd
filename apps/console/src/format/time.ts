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

/** Instants (ISO 8601) in the operator's own time zone. */
export const formatTime = (instant: string): string => TIME.format(new Date(instant))
export const formatPreciseTime = (instant: string): string => PRECISE.format(new Date(instant))
export const formatDateTime = (instant: string): string => DATE_TIME.format(new Date(instant))
