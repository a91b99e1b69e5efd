import {
  ledgerAlertAcknowledge,
  ledgerAlerts,
  ledgerDeliveries,
  needsRead,
  notifyChannels,
  notifyTest,
  ok,
  refuse,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AS_OPERATOR, openTestGateway, type TestGateway } from './support/open-test-gateway.ts'

const ID = '22222222-2222-4222-8222-222222222222'

let gateway: TestGateway
const asked: { readonly subject: string; readonly body: unknown }[] = []
beforeAll(async () => {
  gateway = await openTestGateway()
  const { bus } = gateway
  await bus.serve(ledgerAlerts, async () => ok({ alerts: [], open: 0 }))
  await bus.serve(ledgerDeliveries, async () => ok({ deliveries: [] }))
  await bus.serve(ledgerAlertAcknowledge, async (body) => {
    asked.push({ subject: 'ledger.alert.acknowledge', body })
    return ok({ acknowledged: 1 })
  })
  await bus.serve(notifyTest, async (body) => {
    asked.push({ subject: 'notify.test', body })
    return body.channel === 'mail'
      ? ok({
          isSent: false,
          error: 'The mail server did not take it.',
          at: new Date().toISOString(),
        })
      : refuse('NOT_CONFIGURED', 'There is no such channel.')
  })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const post = (url: string, payload?: object) =>
  gateway.app.inject({
    method: 'POST',
    url,
    headers: AS_OPERATOR,
    ...(payload === undefined ? {} : { payload }),
  })
const get = (url: string) => gateway.app.inject({ url, headers: AS_OPERATOR })

test('alerts and the delivery log are read from the ledger', async () => {
  expect((await get('/api/alerts')).json()).toMatchObject({ alerts: [], open: 0 })
  expect((await get('/api/deliveries?limit=5')).json()).toMatchObject({ deliveries: [] })
})

test('an alert is acknowledged in the name of who is logged in', async () => {
  const answer = await post('/api/alerts/acknowledge', { ids: [ID] })
  expect(answer.json()).toMatchObject({ acknowledged: 1 })
  expect(asked.at(-1)).toMatchObject({ body: { deskId: 'main', ids: [ID], by: 'operator-token' } })
  expect((await post('/api/alerts/acknowledge', { ids: [] })).statusCode).toBe(400)
})

test('a test says that it failed, though the request itself was answered', async () => {
  const answer = await post('/api/channels/mail/test')
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ isSent: false, error: 'The mail server did not take it.' })
  expect((await post('/api/channels/slack/test')).json()).toMatchObject({ code: 'NOT_CONFIGURED' })
  expect((await post('/api/channels/pigeon/test')).statusCode).toBe(400)
})

test('while notify is away the channels are not known, which is no empty list', async () => {
  expect((await get('/api/channels')).statusCode).toBe(503)
  await gateway.bus.serve(notifyChannels, async () =>
    ok({ channels: [], quietHours: null, isQuiet: false, repeatMs: 300_000, heartbeat: null }),
  )
  expect((await get('/api/channels')).json()).toMatchObject({ channels: [] })
})

test('what needs an operator is answered on the bus as the console lists it', async () => {
  const { needs } = (await get('/api/needs-you')).json()
  const answer = await gateway.bus.request(needsRead, { deskId: 'main' }, { deadlineMs: 10_000 })
  expect(answer).toMatchObject({ ok: true, trading: 'HALT_NEW', needs: expect.anything() })
  expect(answer.ok && answer.needs.map(({ id }) => id)).toEqual(
    needs.map(({ id }: { id: string }) => id),
  )
})
