import { openTempDir } from '@surefoot/testkit'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { writeAlertmanagerConfig } from '../src/alertmanager.ts'

const run = promisify(execFile)
const hasAmtool = await run('amtool', ['--version']).then(
  () => true,
  () => false,
)
if (!hasAmtool)
  process.stderr.write('SKIPPED: amtool is not on the PATH (Debian: prometheus-alertmanager).\n')

const dir = await openTempDir()
afterAll(() => dir[Symbol.asyncDispose]())

async function check(receivers: Parameters<typeof writeAlertmanagerConfig>[0]): Promise<string> {
  const file = join(dir.path, 'alertmanager.yml')
  await writeFile(file, writeAlertmanagerConfig(receivers))
  return (await run('amtool', ['check-config', file])).stdout
}

test.runIf(hasAmtool)(
  'Alertmanager takes the configuration with every receiver, and with none',
  async () => {
    const all = await check({
      webhookUrl: 'https://alerts.example/surefoot',
      telegram: { token: '123456:token', chat: '-100200' },
      slackUrl: 'https://hooks.example/T0/B0',
      mail: {
        smtpUrl: 'smtps://ann:p%40ss@mail.example',
        from: 'surefoot@desk.example',
        to: 'ann@desk.example,bob@desk.example',
      },
    })
    expect(all).toContain('SUCCESS')
    expect(all).toContain('1 receivers')
    expect(await check({})).toContain('SUCCESS')
  },
)

test('a chat that Alertmanager cannot name is refused, with what to do', () => {
  const telegram = { token: '123456:token', chat: '@desk' }
  expect(() => writeAlertmanagerConfig({ telegram })).toThrow('number of the Telegram chat')
})
