import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const originsShape = z.object({ north: z.url(), south: z.url(), admin: z.url() })

function start(env: Record<string, string>) {
  const sandbox = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void sandbox.kill('SIGKILL'))
  return sandbox
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'the process says where it listens and ends on %s',
  async (signal) => {
    const sandbox = start({ SANDBOX_TOKEN: 'a-token-for-tests' })
    const [line] = await once(createInterface({ input: sandbox.stdout }), 'line')
    const origins = originsShape.parse(JSON.parse(String(line)))
    expect((await fetch(`${origins.admin}/healthz`)).status).toBe(200)
    // A reader that stays connected does not hold the process up.
    const live = await fetch(`${origins.south}/live`)
    expect(live.status).toBe(200)
    sandbox.kill(signal)
    const [status] = await once(sandbox, 'exit')
    expect(status).toBe(0)
    await live.body?.cancel().catch(() => undefined)
  },
)

test('a wrong environment ends the process with every fault named', async () => {
  const sandbox = start({ SANDBOX_TOKEN: 'short', NORTH_PORT: '99999' })
  const complaint = sandbox.stderr.toArray()
  const [status] = await once(sandbox, 'exit')
  expect(status).toBe(2)
  const text = Buffer.concat(z.array(z.instanceof(Buffer)).parse(await complaint)).toString()
  expect(text).toContain('SANDBOX_TOKEN')
  expect(text).toContain('NORTH_PORT')
})
