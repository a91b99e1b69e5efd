import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AS_OPERATOR, openTestGateway, type TestGateway } from './support/open-test-gateway.ts'
import { registeredRoutes } from './support/registered-routes.ts'
import { EXECUTION_ID, LEG_IDS } from './support/samples.ts'

const KEY = '7c1f0d5e-52c4-4a7e-8a40-6d3f7a3f0c33'
const NOTE = 'Seen at the bookmaker.'

/** The executions of the played ledger are desk main's. */
let second: TestGateway
beforeAll(async () => {
  second = await openTestGateway({ environment: { DESK_ID: 'second' } })
})
afterAll(() => second[Symbol.asyncDispose]())
beforeEach(() => {
  second.services.asked.length = 0
})

/** What each route that names an execution is sent. */
const BODIES: Readonly<Record<string, object | undefined>> = {
  'GET /api/executions/:id': undefined,
  'GET /api/executions/:id/choices': undefined,
  'GET /api/executions/:id/evidence': undefined,
  'POST /api/executions/:id/accept': { reason: NOTE },
  'POST /api/executions/:id/adopt': { account: 'A', betReference: '1', note: NOTE },
  'POST /api/executions/:id/legs/:legId/resolve': { outcome: 'absent', note: NOTE },
  'POST /api/executions/:id/legs/:legId/settle': { result: 'won', returned: '50.00' },
}
/** Asked of the hedge service, which refuses an execution of another desk itself. */
const HEDGE = 'POST /api/executions/:id/hedge'

test('every route that names an execution is in the table', () => {
  const named = registeredRoutes(second.app)
    .filter(({ method }) => method !== 'HEAD')
    .map(({ method, url }) => `${method} ${url}`)
    .filter((route) => route.includes('/api/executions/:id'))
  expect([...Object.keys(BODIES), HEDGE].toSorted()).toEqual(named.toSorted())
})

test.each(Object.entries(BODIES))(
  "another desk's execution is as one that does not exist: %s",
  async (route, payload) => {
    const answer = await ask(route, payload)
    expect(answer.json()).toMatchObject({ code: 'NOT_FOUND' })
    expect(second.services.asked).toEqual([])
  },
)

test('a hedge is asked for in the name of the desk', async () => {
  const shown = {
    kind: 'other_side',
    account: 'B',
    odds: '2.10',
    stake: '25.00',
    worstCase: '2.50',
  }
  expect((await ask(HEDGE, shown)).statusCode).toBe(202)
  expect(second.services.asked.at(-1)).toMatchObject({
    subject: 'hedge.choose',
    body: { deskId: 'second' },
  })
})

test('a contract is imported and deleted in the name of the desk', async () => {
  await ask('POST /api/contracts', { document: { id: 'north' } })
  expect(second.services.asked.at(-1)).toMatchObject({ body: { deskId: 'second' } })
  await ask('DELETE /api/contracts/north')
  expect(second.services.asked.at(-1)).toMatchObject({
    subject: 'contract.delete',
    body: { deskId: 'second', providerId: 'north' },
  })
})

function ask(route: string, payload?: object) {
  const [method = '', url = ''] = route.split(' ')
  return second.app.inject({
    method: method === 'POST' || method === 'DELETE' ? method : 'GET',
    url: url.replace(':id', EXECUTION_ID).replace(':legId', LEG_IDS.A),
    headers: { ...AS_OPERATOR, 'idempotency-key': KEY },
    ...(payload === undefined ? {} : { payload }),
  })
}
