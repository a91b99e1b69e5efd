import {
  browserStatus as browserStatusEvent,
  executionChanged,
  opportunityFound,
  opportunityGone,
  systemLog,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEventSource, type EventSource, type HeardEvent } from './support/open-event-source.ts'
import {
  AS_OPERATOR,
  LINK,
  openTestGateway,
  type TestGateway,
} from './support/open-test-gateway.ts'
import { AT, browserStatus, EXECUTION_ID, opportunity } from './support/samples.ts'
import { PATIENCE } from './support/patience.ts'

let gateway: TestGateway
let address: string
beforeAll(async () => {
  gateway = await openTestGateway()
  address = await gateway.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const listen = (headers: Record<string, string> = {}): Promise<EventSource> =>
  openEventSource(`${address}/api/events`, { ...AS_OPERATOR, ...headers })
const named = (source: EventSource, name: string): HeardEvent[] =>
  source.heard.filter((event) => event.name === name)
const steps = (source: EventSource): unknown[] =>
  named(source, 'execution').map(({ data }) => executionChanged.body.parse(data).step)

function announce(step: string): void {
  gateway.bus.publish(executionChanged, {
    deskId: 'main',
    executionId: EXECUTION_ID,
    step,
    role: null,
    state: null,
    message: null,
    at: AT,
  })
}

describe('a console that listens', () => {
  test('is shown the desk at once, and again when a browser is heard', async () => {
    using source = await listen()
    expect(source.status).toBe(200)
    await expect.poll(() => named(source, 'desk'), PATIENCE).not.toHaveLength(0)
    expect(named(source, 'desk')[0]?.data).toMatchObject({ deskId: 'main', opportunityRate: 0 })
    gateway.bus.publish(browserStatusEvent, browserStatus('B', { balance: '77.00' }))
    await expect
      .poll(() => named(source, 'desk').at(-1)?.data, PATIENCE)
      .toMatchObject({ accounts: { B: { browser: { balance: '77.00' } } } })
  })

  test('hears of executions, opportunities and warnings, each by its name', async () => {
    using source = await listen()
    announce('LOCKED')
    gateway.bus.publish(opportunityFound, opportunity('opportunity-1'))
    const reason = 'prices moved'
    const gone = { deskId: 'main', opportunityId: 'opportunity-1', reason }
    gateway.bus.publish(opportunityGone, gone)
    const entry = { service: 'audit', code: 'X', message: 'x', at: AT } as const
    gateway.bus.publish(systemLog, { ...entry, level: 'info' })
    gateway.bus.publish(systemLog, { ...entry, level: 'warn' })
    await expect.poll(() => named(source, 'log'), PATIENCE).toHaveLength(1)
    expect(named(source, 'log')[0]?.data).toMatchObject({ level: 'warn' })
    expect(steps(source)).toEqual(['LOCKED'])
    expect(named(source, 'opportunity')[0]?.data).toMatchObject({ opportunityId: 'opportunity-1' })
    expect(named(source, 'opportunity-gone')[0]?.data).toEqual({
      opportunityId: 'opportunity-1',
      reason,
    })
  })

  test('is told at most ten prices a second of one opportunity, the latest last', async () => {
    using source = await listen()
    for (let profitBps = 1; profitBps <= 500; profitBps += 1)
      gateway.bus.publish(opportunityFound, opportunity('opportunity-9', profitBps))
    await expect
      .poll(() => named(source, 'opportunity').at(-1)?.data, PATIENCE)
      .toMatchObject({ profitBps: 500 })
    expect(named(source, 'opportunity').length).toBeLessThan(20)
  })
})

describe('a console that comes back', () => {
  test('is told what it missed, once and in order', async () => {
    const first = await listen()
    announce('AUDITED')
    await expect.poll(() => steps(first), PATIENCE).toEqual(['AUDITED'])
    const position = first.heard.at(-1)?.position
    first[Symbol.dispose]()

    for (const step of ['PREPARED', 'A_ACCEPTED', 'B_ACCEPTED']) announce(step)
    using back = await listen({ 'last-event-id': String(position) })
    announce('CLOSED')
    await expect
      .poll(() => steps(back), PATIENCE)
      .toEqual(['PREPARED', 'A_ACCEPTED', 'B_ACCEPTED', 'CLOSED'])
    expect(named(back, 'pruned')).toEqual([])
    const ids = back.heard.map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted((one, other) => one - other))
  })

  test('after too long, after a restart of ours or with a position of its own making is told so', async () => {
    using before = await listen()
    announce('LOST')
    await expect.poll(() => steps(before), PATIENCE).toEqual(['LOST'])
    const { position = '' } = before.heard.at(-1) ?? {}
    const [, feedId] = position.split('-')
    for (let event = 0; event < 2001; event += 1) announce(`STEP_${event}`)
    await expect.poll(() => steps(before).at(-1), PATIENCE).toBe('STEP_2000')
    for (const given of [position, `1000000-${feedId}`, '2000-of-another', '2000', 'nonsense']) {
      using back = await listen({ 'last-event-id': given })
      await expect.poll(() => named(back, 'pruned'), PATIENCE).toHaveLength(1)
      expect(steps(back)).toEqual([])
    }
  })

  test('hears nothing more once its session is over', async () => {
    const payload = { link: LINK }
    const host = new URL(address).host
    const { cookies } = await gateway.app.inject({
      method: 'POST',
      url: '/api/session',
      payload,
      headers: { host },
    })
    const { port } = new URL(address)
    const cookie = `surefoot_session_${port}=${cookies[0]?.value}`
    using source = await openEventSource(`${address}/api/events`, { cookie })
    expect(source.status).toBe(200)
    const headers = { cookie, host, origin: `http://${host}`, 'x-surefoot': '1' }
    await gateway.app.inject({ method: 'DELETE', url: '/api/session', headers })
    announce('SECRET')
    await expect.poll(() => source.isEnded(), PATIENCE).toBe(true)
    expect(steps(source)).toEqual([])
  })
})
