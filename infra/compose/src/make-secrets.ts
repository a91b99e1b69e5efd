import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeAlertmanagerConfig } from '@surefoot/observe'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT, SECRETS_DIR } from './paths.ts'

const CHANNEL_SECRETS = [
  'notify.webhook-secret',
  'notify.telegram-token',
  'notify.slack-url',
  'notify.smtp-url',
  'notify.heartbeat-url',
]

/**
 * Write every secret of the composition; those that are there are kept. The folder is its owner's alone; the files can be
 * read, because each container reads its own as another user.
 */
export async function makeSecrets(): Promise<void> {
  await promisify(execFile)(process.execPath, [
    join(ROOT, 'infra/access/src/main.ts'),
    '--out',
    SECRETS_DIR,
  ])
  await makeOnce('sandbox-token')
  await makeOnce('grafana-password')
  // An operator writes into them where alerts go; an empty one is a channel that is off.
  for (const name of CHANNEL_SECRETS) await makeOnce(name, '')
  await writeAlertmanager()
}

/** From the same settings as the notify service's: files for secrets, the environment for the rest. */
async function writeAlertmanager(): Promise<void> {
  const [token, slackUrl, smtpUrl] = await Promise.all(
    ['telegram-token', 'slack-url', 'smtp-url'].map(readChannelSecret),
  )
  const { NOTIFY_WEBHOOK_URL, NOTIFY_TELEGRAM_CHAT: chat } = process.env
  const { NOTIFY_MAIL_FROM: from, NOTIFY_MAIL_TO: to } = process.env
  const config = writeAlertmanagerConfig({
    webhookUrl: NOTIFY_WEBHOOK_URL,
    telegram: token && chat ? { token, chat } : undefined,
    slackUrl,
    mail: smtpUrl && from && to ? { smtpUrl, from, to } : undefined,
  })
  await writeFile(join(SECRETS_DIR, 'alertmanager.yml'), config, { mode: 0o644 })
}

async function readChannelSecret(name: string): Promise<string | undefined> {
  return (await readFile(join(SECRETS_DIR, `notify.${name}`), 'utf8')).trim() || undefined
}

async function makeOnce(
  name: string,
  secret = randomBytes(24).toString('base64url'),
): Promise<void> {
  await writeFile(join(SECRETS_DIR, name), secret, { mode: 0o644, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
}
