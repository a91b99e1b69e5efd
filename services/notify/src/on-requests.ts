import {
  ok,
  refuse,
  type Delivery,
  type notifyChannels,
  type notifyTest,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { AlertBook } from './alerts/alert-book.ts'
import type { Heartbeat } from './heartbeat.ts'
import type { Ports } from './ports.ts'
import { createMessage } from './send-due.ts'
import { isQuiet } from './settings/quiet-hours.ts'

/** Answers how this service is set up. */
export function createOnChannels({ channels, settings, now }: Ports, heartbeat: Heartbeat | null) {
  return async (): Promise<Reply<typeof notifyChannels.reply>> => {
    const { quietHours, repeatMs } = settings
    return ok({
      channels: channels.map(({ name, target, kinds }) => ({
        channel: name,
        target,
        kinds: [...kinds],
      })),
      quietHours: quietHours?.text ?? null,
      isQuiet: isQuiet(quietHours, now()),
      repeatMs,
      heartbeat: heartbeat?.state() ?? null,
    })
  }
}

/** Sends a test by a channel and answers what became of it; it is in the delivery log as well. */
export function createOnTest(ports: Ports, book: AlertBook, onSent: () => Promise<unknown>) {
  return async ({
    channel: name,
    actor,
  }: z.output<typeof notifyTest.body>): Promise<Reply<typeof notifyTest.reply>> => {
    const channel = ports.channels.find((each) => each.name === name)
    if (channel === undefined)
      return refuse(
        'NOT_CONFIGURED',
        `There is no ${name} channel: configure it (docs/notifications.md) and start notify again.`,
      )
    const message = createMessage(ports, [], actor)
    const outcome = await channel.send(message)
    const at = message.at.toISOString()
    const error = outcome.isSent ? null : outcome.error
    const { isSent } = outcome
    const attempt: Delivery = {
      messageId: message.id,
      alertId: null,
      channel: name,
      kind: null,
      purpose: 'test',
      at,
      isSent,
      error,
    }
    book.record([attempt])
    await onSent()
    return ok({ isSent, error, at })
  }
}
