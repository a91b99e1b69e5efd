import { childEnvironment } from '@surefoot/testkit'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { killNow } from '../../src/chromium/process-end.ts'
import { createAccount, SLOW } from '../support/account.ts'
import { startExecutorProcess } from '../support/executor-process.ts'
import { readChromium } from '../support/read-chromium.ts'
import { openStand, type Stand } from '../support/stand.ts'

let stand: Stand
beforeAll(async () => {
  stand = await openStand({ desks: ['main'], hasExecutor: false })
})
afterAll(() => stand[Symbol.asyncDispose]())

const profileDir = () => join(stand.profilesDir, 'main', 'A')
const startExecutor = () => startExecutorProcess(stand)

describe('the process of the browser executor', () => {
  it('that is killed leaves no browser, and the next one opens the account again', async () => {
    const account = createAccount(stand, 'main', 'north')
    await using first = await startExecutor()
    await account.open()
    expect(await readChromium(profileDir())).not.toEqual([])
    killNow(first.pid)
    await vi.waitFor(async () => expect(await readChromium(profileDir())).toEqual([]), SLOW)
    await using second = await startExecutor()
    expect(await account.open()).toMatchObject({ ok: true })
    await second[Symbol.asyncDispose]()
    expect(await readChromium(profileDir())).toEqual([])
  })

  it('that is told to stop closes its browsers and says so', async () => {
    const account = createAccount(stand, 'main', 'north')
    await using executor = await startExecutor()
    const { browserId } = await account.open()
    await executor[Symbol.asyncDispose]()
    expect(await readChromium(profileDir())).toEqual([])
    await vi.waitFor(() => expect(account.status()).toMatchObject({ browserId, isUp: false }), SLOW)
  })

  it('names every fault of its configuration at once, and does not start', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('../../src/main.ts', import.meta.url))],
      {
        env: {
          ...childEnvironment(),
          PROFILES_DIR: 'here',
          ALLOWED_ORIGINS: 'bet.example',
          HEADED: 'maybe',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    const [code] = await once(child, 'close')
    const output = Buffer.concat(chunks).toString('utf8')
    expect(code).toBe(1)
    for (const name of [
      'NATS_URL',
      'ACCOUNT',
      'PROFILES_DIR',
      'ALLOWED_ORIGINS',
      'GATEWAY_URL',
      'HEADED',
    ])
      expect(output).toContain(name)
  })
})
