import {
  browserStatus as browserStatusEvent,
  ledgerLimitForget,
  ok,
} from '@surefoot/shared/messages'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  AS_OPERATOR,
  EXTENSION_ID,
  openTestGateway,
  type TestGateway,
} from './support/open-test-gateway.ts'
import { registeredRoutes } from './support/registered-routes.ts'
import { browserStatus, EXECUTION_ID, LEG_IDS, MARK_TOKENS } from './support/samples.ts'

const BODIES = 2000

interface Request {
  url: string
  body: string
  type: string
  address: string
}

let gateway: TestGateway
beforeAll(async () => {
  gateway = await openTestGateway()
  await gateway.bus.serve(ledgerLimitForget, async () => ok({ forgotten: true }))
})
afterAll(() => gateway[Symbol.asyncDispose]())

const REAL: readonly object[] = [
  {},
  { on: true },
  { trading: 'RUN' },
  { opportunityId: 'opportunity-1', stake: '25.00' },
  { document: { id: 'north' } },
  { acts: [{ do: 'reload' }] },
  { origin: 'http://127.0.0.1:7301' },
  { origin: 'http://127.0.0.1:7302' },
  { link: 'a guess' },
  { outcome: 'absent', note: 'Not in the list.' },
  { outcome: 'accepted', betReference: 'N-1', stake: '25.00', odds: '2.10', note: 'Found.' },
  { result: 'won', returned: '52.50' },
]
const real = fc.constantFrom(...REAL)
const key = fc.oneof(
  fc.constantFrom('on', 'trading', 'document', 'opportunityId', 'stake', 'origin', 'link'),
  fc.constantFrom('outcome', 'betReference', 'odds', 'note', 'result', 'returned'),
  fc.constantFrom('__proto__', 'constructor', 'toString', ''),
  fc.string(),
)
const value = fc.oneof(
  fc.constantFrom('RUN', 'live', '25.00', '1e999', '-1', Number.MAX_VALUE),
  fc.jsonValue({ maxDepth: 3 }),
)
const noise = fc.dictionary(key, value, { maxKeys: 4 })
const body = fc.oneof(
  { weight: 3, arbitrary: real.map((one) => JSON.stringify(one)) },
  {
    weight: 5,
    arbitrary: fc.tuple(real, noise).map((all) => JSON.stringify(Object.assign({}, ...all))),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.nat(60_000).map((length) => `{"url":"${'x'.repeat(length)}"}`) },
)
const type = fc.constantFrom('application/json', 'application/json', 'text/plain', 'x/y')
/** Each from an address of its own, so that none is refused for being one of many. */
const address = fc.ipV4()

test(`no body of ${BODIES} makes the gateway fail`, async () => {
  const acts = registeredRoutes(gateway.app)
    .filter(({ method }) => method === 'POST')
    .map(({ url }) =>
      url.replace(':account', 'A').replace(':id', EXECUTION_ID).replace(':legId', LEG_IDS.A),
    )
  gateway.bus.publish(browserStatusEvent, browserStatus('A'))
  const beat = setInterval(() => gateway.bus.publish(browserStatusEvent, browserStatus('A')), 1000)
  const statuses = new Set<number>()
  await fc.assert(
    fc.asyncProperty(
      fc.record({ url: fc.constantFrom(...acts), body, type, address }),
      async (one) => {
        const { statusCode } = await gateway.app.inject({
          method: 'POST',
          url: one.url,
          payload: one.body,
          remoteAddress: one.address,
          headers: { ...credentials(one.url), 'content-type': one.type },
        })
        statuses.add(statusCode)
        expect(statusCode).toBeLessThan(500)
      },
    ),
    { numRuns: BODIES, examples: plain(acts) },
  )
  clearInterval(beat)
  // Not vacuous, whatever the seed: some were taken, and some were refused at each hurdle.
  expect([...statuses]).toEqual(
    expect.arrayContaining([200, 201, 202, 204, 400, 401, 409, 413, 415]),
  )
})

/** Every real body at every act, before chance has its turn. */
function plain(acts: readonly string[]) {
  return acts.flatMap((url) =>
    REAL.map((one): [Request] => [
      { url, body: JSON.stringify(one), type: 'application/json', address: '10.0.0.1' },
    ]),
  )
}

function credentials(url: string): Record<string, string> {
  return url.startsWith('/api/extension/')
    ? {
        authorization: `Bearer ${MARK_TOKENS.A}`,
        origin: `chrome-extension://${EXTENSION_ID}`,
      }
    : { ...AS_OPERATOR, 'idempotency-key': EXECUTION_ID }
}
