import type { Delivery } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import type { AlertBook } from './alerts/alert-book.ts'
import { decideDue, type SendingRules } from './alerts/decide-due.ts'
import type { Channel, Outcome } from './channels/channel.ts'
import type { Line, Message } from './channels/message.ts'
import type { Ports } from './ports.ts'
import { isQuiet } from './settings/quiet-hours.ts'

/** Facts alone wait so long for each other: a busy desk makes one message of many. */
const FACTS_EVERY_MS = 30_000
const MAX_LINES = 100

export interface SendDue extends AsyncDisposable {
  /** Begin to send what each channel owes. A channel that is still sending is left alone. */
  readonly begin: () => void
}

export interface SendDueOptions {
  readonly ports: Ports
  readonly book: AlertBook
  /** Attempts were made: have them written. */
  readonly onSent: () => Promise<unknown>
}

/** The rules that hold now. */
export function rulesOf({ settings, now }: Pick<Ports, 'settings' | 'now'>): SendingRules {
  const { repeatMs, sendsResolved, quietHours } = settings
  return { repeatMs, sendsResolved, isQuiet: isQuiet(quietHours, now()) }
}

/** Sends by all channels at once, one message at a time by each. */
export function createSendDue({ ports, book, onSent }: SendDueOptions): SendDue {
  const { channels, logger, now } = ports
  const sending = new Map<string, Promise<void>>()
  const lastSentAt = new Map<string, number>()

  const send = async (channel: Channel, lines: readonly Line[]): Promise<void> => {
    const message = createMessage(ports, lines)
    const outcome = await channel.send(message)
    lastSentAt.set(channel.name, now())
    book.record(deliveriesOf(message, channel, outcome))
    const done = { channel: channel.name, alerts: lines.length, messageId: message.id }
    if (outcome.isSent) logger.info(done, 'alerts were sent')
    else logger.warn({ ...done, error: outcome.error }, 'alerts were not sent')
    await onSent()
  }
  return {
    begin: () => {
      const within = { rules: rulesOf(ports), now: now() }
      for (const channel of channels) {
        if (sending.has(channel.name)) continue
        const lines = book.alerts().flatMap((alert) => decideDue(alert, channel, within) ?? [])
        const isWaiting = now() - (lastSentAt.get(channel.name) ?? 0) < FACTS_EVERY_MS
        if (lines.length === 0 || (isWaiting && lines.every(({ alert }) => !alert.isCondition)))
          continue
        const step = send(channel, lines.slice(0, MAX_LINES))
          .catch((error: unknown) => logger.error({ err: error }, 'a message was not sent'))
          .finally(() => sending.delete(channel.name))
        sending.set(channel.name, step)
      }
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.allSettled(sending.values())
    },
  }
}

export function createMessage(
  { settings, now }: Pick<Ports, 'settings' | 'now'>,
  lines: readonly Line[],
  testBy: string | null = null,
): Message {
  const { deskId, console } = settings
  return { id: randomUUID(), deskId, at: new Date(now()), lines, testBy, console }
}

function deliveriesOf(
  { id: messageId, at, lines }: Message,
  { name: channel }: Channel,
  outcome: Outcome,
): Delivery[] {
  return lines.map(({ alert, purpose }) => ({
    messageId,
    alertId: alert.id,
    channel,
    kind: alert.kind,
    purpose,
    at: at.toISOString(),
    isSent: outcome.isSent,
    error: outcome.isSent ? null : outcome.error,
  }))
}
