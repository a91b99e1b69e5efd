import {
  ledgerLimitForget,
  ledgerLimits,
  limitChanged,
  ok,
  refuse,
  type LearntLimit,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEventSource } from './support/open-event-source.ts'
import { AS_OPERATOR, openTestGateway, type TestGateway } from './support/open-test-gateway.ts'
import { PATIENCE } from './support/patience.ts'
import { AT, LEG_IDS } from './support/samples.ts'

const limitOf = (account: 'A' | 'B'): LearntLimit => ({
  deskId: 'main',
  account,
  providerId: 'north',
  sport: 'basketball',
  market: 'total',
  legId: LEG_IDS[account],
  stake: '2.50',
  asked: '25.00',
  since: AT,
})

let gateway: TestGateway
const asked: unknown[] = []
beforeAll(async () => {
  gateway = await openTestGateway()
  const { bus } = gateway
  await bus.serve(ledgerLimits, async ({ cursor }) =>
    cursor === undefined
      ? ok({ limits: [limitOf('A')], next: LEG_IDS.A })
      : ok({ limits: [limitOf('B')], next: null }),
  )
  await bus.serve(ledgerLimitForget, async (body) => {
    asked.push(body)
    return body.legId === LEG_IDS.A
      ? ok({ forgotten: true })
      : refuse('NOT_FOUND', 'A lower one may have taken its place.')
  })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const forget = (legId: string) =>
  gateway.app.inject({ method: 'POST', url: `/api/limits/${legId}/forget`, headers: AS_OPERATOR })

test('the limits of the desk are read from the ledger, with all their pages', async () => {
  const answer = await gateway.app.inject({ url: '/api/limits', headers: AS_OPERATOR })
  expect(answer.json()).toEqual({ limits: [limitOf('A'), limitOf('B')] })
})

test('a limit is forgotten in the name of who is logged in, by the leg that names it', async () => {
  expect((await forget(LEG_IDS.A)).json()).toMatchObject({ forgotten: true })
  expect(asked).toEqual([{ deskId: 'main', legId: LEG_IDS.A, by: 'operator-token' }])
  const refused = await forget(LEG_IDS.B)
  expect(refused.statusCode).toBe(409)
  expect(refused.json()).toMatchObject({ code: 'NOT_FOUND' })
  expect((await forget('nothing')).statusCode).toBe(400)
})

test('a console receives what changed of the limits of its desk alone', async () => {
  const address = await gateway.app.listen({ host: '127.0.0.1', port: 0 })
  using source = await openEventSource(`${address}/api/events`, AS_OPERATOR)
  const change = { deskId: 'main', limit: limitOf('A'), isForgotten: true }
  gateway.bus.publish(limitChanged, { ...change, deskId: 'other' })
  gateway.bus.publish(limitChanged, change)
  const received = () => source.heard.filter(({ name }) => name === 'limit')
  await expect.poll(received, PATIENCE).not.toHaveLength(0)
  expect(received()).toMatchObject([{ data: change }])
})
