import {
  showText,
  type AlertKind,
  type AlertRow,
  type DeliveryPurpose,
} from '@surefoot/shared/messages'

/** One alert in a message. */
export interface Line {
  readonly alert: Pick<
    AlertRow,
    | 'id'
    | 'key'
    | 'kind'
    | 'message'
    | 'account'
    | 'executionId'
    | 'isCondition'
    | 'raisedAt'
    | 'resolvedAt'
  >
  readonly purpose: Exclude<DeliveryPurpose, 'test'>
  /** The first time is 1. */
  readonly nth: number
}

/** What one channel sends at once: alerts, or a test where there are none. */
export interface Message {
  readonly id: string
  readonly deskId: string
  readonly at: Date
  readonly lines: readonly Line[]
  /** Who asked for the test; null where it is none. */
  readonly testBy: string | null
  /** Address of the console; null where it has none. */
  readonly console: string | null
}

export interface WrittenMessage {
  /** One line. */
  readonly title: string
  /** Plain text, title included. */
  readonly text: string
}

/** The smallest bound of the channels is Telegram's, 4096 characters. */
const MAX_LINES = 12
const MAX_LINE_LENGTH = 250

const NAMES = {
  need: 'NEEDS YOU',
  halt: 'HALTED',
  browser: 'BROWSER LOST',
  service: 'SILENT',
  hedge: 'HEDGE',
  execution: 'EXECUTION',
} satisfies Record<AlertKind, string>

/** The message as plain text: what a provider wrote is in it as text, and is never markup. */
export function writeMessage(message: Message): WrittenMessage {
  const { deskId, lines, testBy, console } = message
  if (testBy !== null) {
    const title = `Surefoot ${deskId}: test`
    const text = `${title}\nThis channel works. ${plain(testBy)} asked for this test; nothing is wrong.`
    return { title, text: withConsole(text, console) }
  }
  const title = `Surefoot ${deskId}: ${titleOf(lines)}`
  const more = lines.length - MAX_LINES
  const body = [
    ...lines.slice(0, MAX_LINES).map(writeLine),
    ...(more > 0 ? [`and ${more} more: see the console`] : []),
  ]
  return { title, text: withConsole([title, ...body].join('\n'), console) }
}

function titleOf(lines: readonly Line[]): string {
  const [first, ...others] = lines
  if (first === undefined) return 'nothing'
  if (lines.every(({ purpose }) => purpose === 'resolved'))
    return lines.length === 1 ? `${NAMES[first.alert.kind]} is over` : `${lines.length} are over`
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return `${NAMES[first.alert.kind]}${more}`
}

function writeLine({ alert, purpose, nth }: Line): string {
  const again = purpose === 'repeat' ? ` (${ordinal(nth)} time, not acknowledged)` : ''
  const over = purpose === 'resolved' ? 'over: ' : ''
  const at = `${alert.raisedAt.slice(11, 16)} UTC`
  return `- ${over}${NAMES[alert.kind]} since ${at}${again}: ${plain(alert.message)}`.slice(
    0,
    MAX_LINE_LENGTH,
  )
}

function ordinal(nth: number): string {
  const suffix = { 1: 'st', 2: 'nd', 3: 'rd' }[nth % 100 > 10 && nth % 100 < 14 ? 0 : nth % 10]
  return `${nth}${suffix ?? 'th'}`
}

/** One line without control, format or half characters: a name must not make lines or turn the text around. */
function plain(text: string): string {
  return showText(text.replaceAll(/\p{C}/gu, ' '))
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
}

function withConsole(text: string, console: string | null): string {
  return console === null ? text : `${text}\n${console}/notifications`
}
