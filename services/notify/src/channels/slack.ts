import type { AlertKind } from '@surefoot/shared/messages'
import type { Channel } from './channel.ts'
import { writeMessage } from './message.ts'
import { post } from './post.ts'

export interface SlackSettings {
  readonly url: string
  readonly kinds: readonly AlertKind[]
}

/** An incoming webhook of Slack, or of what takes the same. */
export function createSlack({ url, kinds }: SlackSettings): Channel {
  const { host, pathname, search } = new URL(url)
  return {
    name: 'slack',
    target: host,
    kinds,
    send: (message) =>
      post({
        url,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          text: escapeSlack(writeMessage(message).text),
          mrkdwn: false,
          parse: 'none',
          unfurl_links: false,
          unfurl_media: false,
        }),
        secrets: [pathname, search],
      }),
  }
}

/** The three characters that begin a mention, a link or an entity there. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
