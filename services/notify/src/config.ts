import { deskId } from '@surefoot/shared/messages'
import { flag, milliseconds } from '@surefoot/shared/runtime'
import { z } from 'zod'
import { receiverUrl, smtpUrl } from './settings/address.ts'
import { kindList, USUAL_KINDS } from './settings/kinds.ts'
import { quietHours } from './settings/quiet-hours.ts'

const atLeastSecond = milliseconds.min(1000, 'give at least 1000 milliseconds')
const kinds = kindList.default([...USUAL_KINDS])
const addresses = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.email('give mail addresses; commas between')))

/** What belongs together: a channel that is half configured is a fault, not a channel that is off. */
const TOGETHER = [
  ['NOTIFY_WEBHOOK_URL', 'NOTIFY_WEBHOOK_SECRET'],
  ['NOTIFY_TELEGRAM_TOKEN', 'NOTIFY_TELEGRAM_CHAT'],
  ['NOTIFY_SMTP_URL', 'NOTIFY_MAIL_FROM', 'NOTIFY_MAIL_TO'],
] as const

export const config = z
  .object({
    DESK_ID: deskId.default('main'),
    /** Where the console is, for the link in a message. */
    PUBLIC_ORIGIN: z
      .url({ protocol: /^https$/, error: 'give an address such as https://desk.example' })
      .transform((url) => new URL(url).origin)
      .optional(),

    NOTIFY_WEBHOOK_URL: receiverUrl.optional(),
    /** Signs each request to the webhook. */
    NOTIFY_WEBHOOK_SECRET: z.string().min(16, 'give at least 16 characters').optional(),
    NOTIFY_WEBHOOK_KINDS: kinds,

    NOTIFY_TELEGRAM_TOKEN: z
      .string()
      .regex(/^\d+:[\w-]{20,}$/, 'give the token of the bot, such as 123456:ABC…')
      .optional(),
    NOTIFY_TELEGRAM_CHAT: z
      .string()
      .regex(/^(-?\d+|@\w+)$/, 'give the number of the chat, or @name of a channel')
      .optional(),
    /** Another Bot API server than Telegram's. */
    NOTIFY_TELEGRAM_URL: receiverUrl.default('https://api.telegram.org'),
    NOTIFY_TELEGRAM_KINDS: kinds,

    /** An incoming webhook of Slack, Mattermost or Rocket.Chat. The address is a secret. */
    NOTIFY_SLACK_URL: receiverUrl.optional(),
    NOTIFY_SLACK_KINDS: kinds,

    NOTIFY_SMTP_URL: smtpUrl.optional(),
    NOTIFY_MAIL_FROM: z.email('give a mail address').optional(),
    NOTIFY_MAIL_TO: addresses.optional(),
    NOTIFY_MAIL_KINDS: kinds,

    /** A condition that is not acknowledged is sent again this often. */
    NOTIFY_REPEAT_MS: atLeastSecond.default(300_000),
    /** Whether the end of what was sent is sent too. */
    NOTIFY_RESOLVED: flag.default(true),
    NOTIFY_QUIET_HOURS: quietHours.optional(),

    /** A monitor elsewhere, which raises the alarm when the beats stop. The address may be a secret. */
    HEARTBEAT_URL: receiverUrl.optional(),
    HEARTBEAT_METHOD: z.enum(['GET', 'POST'], 'give GET or POST').default('GET'),
    HEARTBEAT_EVERY_MS: atLeastSecond.default(60_000),
  })
  .superRefine((values, context) => {
    for (const names of TOGETHER) {
      const missing = names.filter((name) => values[name] === undefined)
      if (missing.length === 0 || missing.length === names.length) continue
      const present = names.filter((name) => values[name] !== undefined)
      for (const name of missing)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `set it too, because ${present.join(' and ')} is set`,
        })
    }
  })
export type NotifyConfig = z.output<typeof config>
