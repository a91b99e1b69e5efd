import type { AlertKind } from '@surefoot/shared/messages'
import type { Channel } from './channel.ts'
import { writeMessage } from './message.ts'
import { post } from './post.ts'

export interface TelegramSettings {
  /** Of the Bot API. */
  readonly url: string
  readonly token: string
  readonly chat: string
  readonly kinds: readonly AlertKind[]
}

/** A bot's message to one chat. No parse mode is asked for, so that nothing in it is markup. */
export function createTelegram({ url, token, chat, kinds }: TelegramSettings): Channel {
  return {
    name: 'telegram',
    target: `chat ${chat} at ${new URL(url).host}`,
    kinds,
    send: (message) =>
      post({
        url: `${url.replace(/\/+$/, '')}/bot${token}/sendMessage`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          chat_id: chat,
          text: writeMessage(message).text,
          link_preview_options: { is_disabled: true },
        }),
        secrets: [token],
      }),
  }
}
