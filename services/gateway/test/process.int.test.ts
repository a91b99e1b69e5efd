import { openBus, createLogger } from '@surefoot/shared'
import { startNats, type TestServer } from '@surefoot/testkit'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEventSource } from './support/open-event-source.ts'
import { OPERATOR_TOKEN } from './support/open-test-gateway.ts'
import { createOtherServices, serveOtherServices } from './support/other-services.ts'
import { PATIENCE } from './support/patience.ts'

const MAIN = join(import.meta.dirname, '../src/main.ts')

let nats: TestServer
beforeAll(async () => {
  nats = await startNats()
})
afterAll(() => nats[Symbol.asyncDispose]())

interface GatewayProcess extends AsyncDisposable {
  readonly lines: string[]
  readonly ended: Promise<unknown>
  readonly exitCode: () => number | null
  readonly stop: () => void
}

/** `services/gateway` as it runs in production, with an environment of the test's own. */
function startGateway(environment: Record<string, string>): GatewayProcess {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], NATS_URL: nats.url, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  const ended = once(child, 'exit')
  return {
    lines,
    ended,
    exitCode: () => child.exitCode,
    stop: () => void child.kill('SIGTERM'),
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    },
  }
}

test('it prints the link once, serves, and ends when told although a console listens', async () => {
  const logger = createLogger('others', 'fatal')
  await using others = await openBus({ url: nats.url, service: 'others', logger })
  await serveOtherServices(others, createOtherServices())
  await using gateway = startGateway({ SAFE_MODE: 'off', OPERATOR_TOKEN })
  const link = /Console: (?<address>http:\/\/127\.0\.0\.1:\d+)\/#link=(?<token>[\w-]{43})/
  await expect.poll(() => gateway.lines.filter((line) => link.test(line)), PATIENCE).toHaveLength(1)
  const { address = '', token = '' } = link.exec(gateway.lines.join('\n'))?.groups ?? {}

  const login = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link: token }),
  })
  expect(login.status).toBe(204)
  expect(await (await fetch(`${address}/metrics`)).text()).toContain('service_name="gateway"')

  const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` }
  using source = await openEventSource(`${address}/api/events`, headers)
  expect(source.status).toBe(200)
  gateway.stop()
  await gateway.ended
  expect(gateway.exitCode()).toBe(0)
  expect(gateway.lines.join('\n')).not.toContain(OPERATOR_TOKEN)
})

test('in safe mode no port is bound', async () => {
  await using gateway = startGateway({ NODE_ENV: 'test' })
  await expect.poll(() => gateway.lines.join('\n'), PATIENCE).toContain('gateway is ready')
  expect(gateway.lines.join('\n')).toContain('safe mode: no port is bound')
  expect(gateway.lines.join('\n')).not.toContain('http://')
})

test('an address that others can reach stops the start, with the reason', async () => {
  await using gateway = startGateway({ SAFE_MODE: 'off', HOST: '0.0.0.0' })
  await gateway.ended
  expect(gateway.exitCode()).toBe(1)
  expect(gateway.lines.join('\n')).toContain('set TRUSTED_PROXY=true')
})
