import { openBus } from '@surefoot/shared/bus'
import { createLogger } from '@surefoot/shared/runtime'
import { childEnvironment, findFreePort, startNats, type TestServer } from '@surefoot/testkit'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEventSource } from './support/open-event-source.ts'
import { OPERATOR_TOKEN } from './support/open-test-gateway.ts'
import { createOtherServices, serveOtherServices } from './support/other-services.ts'
import { PATIENCE } from './support/patience.ts'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '../../..')
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
    env: { ...childEnvironment(), NATS_URL: nats.url, PORT: '0', ...environment },
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

test('where there is no other way in it prints a link once; it serves, its metrics on the health port alone, and ends on a signal although a console listens', async () => {
  const logger = createLogger('others', 'fatal')
  await using others = await openBus({ url: nats.url, service: 'others', logger })
  await serveOtherServices(others, createOtherServices())
  const health = await findFreePort()
  await using gateway = startGateway({ SAFE_MODE: 'off', HEALTH_PORT: String(health) })
  const link = /Console: (?<address>http:\/\/127\.0\.0\.1:\d+)\/#link=(?<token>[\w-]{43})/
  await expect.poll(() => gateway.lines.filter((line) => link.test(line)), PATIENCE).toHaveLength(1)
  const { address = '', token = '' } = link.exec(gateway.lines.join('\n'))?.groups ?? {}

  const login = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link: token }),
  })
  expect(login.status).toBe(204)
  const scrape = async (at: string) => (await fetch(`${at}/metrics`)).text()
  expect(await scrape(`http://127.0.0.1:${health}`)).toContain('service_name="gateway"')
  expect(await scrape(address)).not.toContain('service_name')

  const headers = { cookie: login.headers.get('set-cookie')?.split(';')[0] ?? '' }
  using source = await openEventSource(`${address}/api/events`, headers)
  expect(source.status).toBe(200)
  gateway.stop()
  await gateway.ended
  expect(gateway.exitCode()).toBe(0)
})

test('with an operator token no secret is logged: it says how a link is made, and the command makes one', async () => {
  const logger = createLogger('others', 'fatal')
  await using others = await openBus({ url: nats.url, service: 'others', logger })
  await serveOtherServices(others, createOtherServices())
  await using gateway = startGateway({ SAFE_MODE: 'off', OPERATOR_TOKEN })
  const line =
    /Console: http:\/\/127\.0\.0\.1:(?<port>\d+)\. A link that opens it: node (?<file>\S+\.ts)/
  await expect.poll(() => gateway.lines.filter((each) => line.test(each)), PATIENCE).toHaveLength(1)
  const { port = '', file = '' } = line.exec(gateway.lines.join('\n'))?.groups ?? {}
  expect(gateway.lines.join('\n')).not.toContain(OPERATOR_TOKEN)
  expect(gateway.lines.join('\n')).not.toContain('#link=')

  const { stdout } = await run(process.execPath, [join(ROOT, file), '--name', 'anna'], {
    env: { ...childEnvironment(), OPERATOR_TOKEN, PORT: port },
  })
  const link = new RegExp(`http://127\\.0\\.0\\.1:${port}/#link=([\\w-]{43})`).exec(stdout)?.[1]
  const body = JSON.stringify({ link })
  const headers = { 'content-type': 'application/json' }
  const login = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers,
    body,
  })
  expect(login.status).toBe(204)
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
