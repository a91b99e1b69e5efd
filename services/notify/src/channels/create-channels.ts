import type { NotifyConfig } from '../config.ts'
import type { Channel } from './channel.ts'
import { createMail } from './mail.ts'
import { redact } from './post.ts'
import { createSlack } from './slack.ts'
import { createTelegram } from './telegram.ts'
import { createWebhook } from './webhook.ts'

/** The channels that are configured. What one receiver answers never shows a secret of another. */
export function createChannels(config: NotifyConfig): Channel[] {
  const secrets = secretsOf(config)
  return openAll(config).map((channel) => withoutSecrets(channel, secrets))
}

/** All that no log and no answer may show. */
export function secretsOf(config: NotifyConfig): string[] {
  return [
    config.NOTIFY_WEBHOOK_SECRET,
    config.NOTIFY_TELEGRAM_TOKEN,
    config.NOTIFY_SLACK_URL,
    config.NOTIFY_SMTP_URL,
    config.HEARTBEAT_URL,
  ].flatMap((secret) => secret ?? [])
}

function withoutSecrets(channel: Channel, secrets: readonly string[]): Channel {
  return {
    ...channel,
    send: async (message) => {
      const outcome = await channel.send(message)
      return outcome.isSent ? outcome : { ...outcome, error: redact(outcome.error, secrets) }
    },
  }
}

function openAll(config: NotifyConfig): Channel[] {
  const { NOTIFY_WEBHOOK_URL, NOTIFY_WEBHOOK_SECRET, NOTIFY_SLACK_URL } = config
  const { NOTIFY_TELEGRAM_TOKEN, NOTIFY_TELEGRAM_CHAT, NOTIFY_SMTP_URL } = config
  const { NOTIFY_MAIL_FROM, NOTIFY_MAIL_TO } = config
  const channels: Channel[] = []
  if (NOTIFY_WEBHOOK_URL !== undefined && NOTIFY_WEBHOOK_SECRET !== undefined)
    channels.push(
      createWebhook({
        url: NOTIFY_WEBHOOK_URL,
        secret: NOTIFY_WEBHOOK_SECRET,
        kinds: config.NOTIFY_WEBHOOK_KINDS,
      }),
    )
  if (NOTIFY_TELEGRAM_TOKEN !== undefined && NOTIFY_TELEGRAM_CHAT !== undefined)
    channels.push(
      createTelegram({
        url: config.NOTIFY_TELEGRAM_URL,
        token: NOTIFY_TELEGRAM_TOKEN,
        chat: NOTIFY_TELEGRAM_CHAT,
        kinds: config.NOTIFY_TELEGRAM_KINDS,
      }),
    )
  if (NOTIFY_SLACK_URL !== undefined)
    channels.push(createSlack({ url: NOTIFY_SLACK_URL, kinds: config.NOTIFY_SLACK_KINDS }))
  if (NOTIFY_SMTP_URL !== undefined && NOTIFY_MAIL_FROM !== undefined && NOTIFY_MAIL_TO)
    channels.push(
      createMail({
        smtpUrl: NOTIFY_SMTP_URL,
        from: NOTIFY_MAIL_FROM,
        to: NOTIFY_MAIL_TO,
        kinds: config.NOTIFY_MAIL_KINDS,
      }),
    )
  return channels
}
