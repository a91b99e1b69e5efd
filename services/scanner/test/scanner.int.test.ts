import { openBus, type Bus } from '@surefoot/shared/bus'
import {
  contractImport,
  opportunityFound,
  opportunityGone,
  streamQuotes,
  opportunityRefused,
  systemLog,
  type Opportunity,
  type Quote,
} from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { createDatabase, type ServiceProcess, startNats, startService } from '@surefoot/testkit'
import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { batch, market } from './builders.ts'

const WAIT = { timeout: 120_000, interval: 250 }
const logger = createLogger('scanner-test', 'silent')
const servers = new AsyncDisposableStack()
let running = new AsyncDisposableStack()
const found: Opportunity[] = []
const gone: string[] = []
const refused: string[] = []
const logged: string[] = []
let env: Record<'NATS_URL' | 'DATABASE_URL', string>
let bus: Bus
let deskId = 'desk-0'
let desks = 0

beforeAll(async () => {
  const nats = servers.use(await startNats())
  const database = servers.use(await createDatabase())
  env = { NATS_URL: nats.url, DATABASE_URL: database.url }
  bus = servers.use(await openBus({ url: nats.url, service: 'scanner-test', logger }))
  await bus.subscribe(opportunityFound, (opportunity) => void found.push(opportunity))
  await bus.subscribe(opportunityGone, ({ deskId: of, reason }) => {
    gone.push(`${of}|${reason}`)
  })
  await bus.subscribe(opportunityRefused, ({ deskId: of, rows }) => {
    for (const { rail } of rows) refused.push(`${of}|${rail}`)
  })
  await bus.subscribe(systemLog, ({ code }) => void logged.push(code))
})

afterEach(async () => {
  await running.disposeAsync()
  running = new AsyncDisposableStack()
})

afterAll(() => servers.disposeAsync())

/** A desk of its own, so that no test hears of another's quotes. */
function openDesk(): void {
  desks += 1
  deskId = `desk-${desks}`
}

async function importContract(name: 'north' | 'south', port: number): Promise<void> {
  const path = new URL(`../../../apps/sandbox/contracts/${name}.json`, import.meta.url)
  const contract: Record<string, unknown> = JSON.parse(await readFile(path, 'utf8'))
  const document = { ...contract, origins: [`http://127.0.0.1:${port}`] }
  await vi.waitFor(async () => {
    const reply = await bus.request(
      contractImport,
      { deskId: 'main', document, actor: 'test' },
      { deadlineMs: 2000 },
    )
    expect(reply).toMatchObject({ ok: true })
  }, WAIT)
}

function startScanner(): ServiceProcess {
  return running.use(startService('scanner', { NATS_URL: env.NATS_URL }))
}

function say(account: 'A' | 'B', quotes: Quote[]): void {
  bus.publish(streamQuotes, batch(account, { deskId, quotes, receivedAt: Date.now() }))
}

/** A match that starts in an hour. */
const start = new Date(Date.now() + 3_600_000).toISOString()

/** A: Djokovic at 3.2, B: Alcaraz at what is given. */
function sayBoth(oddsB: string): void {
  say('A', market('A', { start, odds: '3.2' }))
  say('B', market('B', { start, outcome: 'away', odds: oddsB }))
}

const foundHere = () => found.filter((opportunity) => opportunity.deskId === deskId)
const goneHere = () => gone.filter((line) => line.startsWith(`${deskId}|`))

/** As streams do, quotes are said again and again until they are heard. */
async function untilFound(oddsB = '1.5'): Promise<void> {
  await vi.waitFor(() => {
    sayBoth(oddsB)
    expect(foundHere().length).toBeGreaterThan(0)
  }, WAIT)
}

describe('the scanner', () => {
  it('finds nothing while the ledger is silent, and everything once it answers', async () => {
    openDesk()
    const scanner = startScanner()
    await vi.waitFor(() => {
      sayBoth('1.5')
      expect(scanner.output()).toContain('the ledger does not answer')
    }, WAIT)
    expect(foundHere()).toEqual([])
    servers.use(startService('audit', env))
    await importContract('north', 1)
    await importContract('south', 2)
    await untilFound()
    expect(foundHere()[0]).toMatchObject({ profit: '1.66', legs: { B: { stake: '53.33' } } })
  })

  it('tells that an opportunity is gone when the price has moved, and when the streams fall silent', async () => {
    openDesk()
    startScanner()
    await untilFound()
    sayBoth('1.4')
    await vi.waitFor(() => expect(goneHere()[0]).toBe(`${deskId}|price moved`), WAIT)
    const before = foundHere().length
    await vi.waitFor(() => {
      sayBoth('1.5')
      expect(foundHere().length).toBeGreaterThan(before)
    }, WAIT)
    await vi.waitFor(() => expect(goneHere().at(-1)).toBe(`${deskId}|stale`), WAIT)
  })

  it('gives the same id after it was killed and started again', async () => {
    openDesk()
    const scanner = startScanner()
    await untilFound()
    const before = foundHere()[0]?.opportunityId
    await scanner.kill('SIGKILL')
    found.length = 0
    startScanner()
    await untilFound()
    expect(foundHere()[0]?.opportunityId).toBe(before)
  })

  it('logs a price too good to be true once, and does not offer it', async () => {
    openDesk()
    startScanner()
    await vi.waitFor(() => {
      sayBoth('1.9')
      expect(logged).toContain('OPPORTUNITY_DOUBTED')
    }, WAIT)
    for (let count = 0; count < 20; count += 1) sayBoth('1.9')
    await vi.waitFor(() => expect(refused).toContain(`${deskId}|too good to be true`), WAIT)
    await untilFound()
    expect(logged.filter((code) => code === 'OPPORTUNITY_DOUBTED')).toHaveLength(1)
    expect(foundHere().every(({ profitBps }) => profitBps < 1_500)).toBe(true)
  })

  it('survives a message that is no quote', async () => {
    openDesk()
    startScanner()
    await untilFound()
    const malformed = { ...batch('A', { deskId }), quotes: [{ odds: 'free' }] }
    // @ts-expect-error: the message is malformed on purpose
    bus.publish(streamQuotes, malformed)
    await vi.waitFor(() => expect(logged).toContain('MALFORMED_MESSAGE'), WAIT)
    const before = foundHere().length
    await vi.waitFor(() => {
      sayBoth('1.5')
      expect(foundHere().length).toBeGreaterThan(before)
    }, WAIT)
  })
})
