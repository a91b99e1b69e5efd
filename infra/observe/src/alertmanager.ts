import { stringify } from 'yaml'

/** Where notify sends as well; what is left out is not configured. */
export interface Receivers {
  readonly webhookUrl?: string | undefined
  readonly telegram?: { readonly token: string; readonly chat: string } | undefined
  readonly slackUrl?: string | undefined
  readonly mail?:
    | { readonly smtpUrl: string; readonly from: string; readonly to: string }
    | undefined
}

/**
 * Alertmanager's configuration for the receivers of the notify service, which it must not depend on: it sends when that
 * service is gone. Holds their secrets, as every version of Alertmanager reads them.
 */
export function writeAlertmanagerConfig(receivers: Receivers): string {
  const often = { group_wait: '10s', group_interval: '1m' }
  return stringify({
    route: {
      receiver: 'operators',
      group_by: ['alertname', 'desk'],
      ...often,
      repeat_interval: '4h',
      routes: [
        { receiver: 'operators', matchers: ['severity="critical"'], repeat_interval: '15m' },
      ],
    },
    // Of a service that is gone each instance is gone too.
    inhibit_rules: [
      {
        source_matchers: ['alertname="ServiceDown"'],
        target_matchers: ['alertname="InstanceDown"'],
        equal: ['service'],
      },
    ],
    receivers: [{ name: 'operators', ...configsOf(receivers) }],
  })
}

function configsOf({ webhookUrl, telegram, slackUrl, mail }: Receivers): object {
  return {
    ...(webhookUrl && { webhook_configs: [{ url: webhookUrl, send_resolved: true }] }),
    ...(telegram && { telegram_configs: [telegramOf(telegram)] }),
    ...(slackUrl && { slack_configs: [{ api_url: slackUrl, send_resolved: true }] }),
    ...(mail && { email_configs: [mailOf(mail)] }),
  }
}

/** Alertmanager knows chats by their number alone. No parse mode: a label is never markup. */
function telegramOf({ token, chat }: NonNullable<Receivers['telegram']>): object {
  if (!/^-?\d+$/.test(chat))
    throw new Error('Alertmanager needs the number of the Telegram chat, not its @name.')
  return { bot_token: token, chat_id: Number(chat), parse_mode: '', send_resolved: true }
}

function mailOf({ smtpUrl, from, to }: NonNullable<Receivers['mail']>): object {
  const url = new URL(smtpUrl)
  const port = url.port || (url.protocol === 'smtps:' ? '465' : '587')
  const login = url.username && {
    auth_username: decodeURIComponent(url.username),
    auth_password: decodeURIComponent(url.password),
  }
  const addresses = { smarthost: `${url.hostname}:${port}`, from, to }
  return {
    ...addresses,
    ...login,
    require_tls: url.protocol !== 'smtps:' && Boolean(login),
    send_resolved: true,
  }
}
