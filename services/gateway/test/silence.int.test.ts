import { ledgerExecutions } from '@surefoot/shared/messages'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AS_OPERATOR, openTestGateway, type TestGateway } from './support/open-test-gateway.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await openTestGateway({ isAlone: true })
})
afterAll(() => gateway[Symbol.asyncDispose]())

test('a service that is not there is named, and nothing was done', async () => {
  for (const url of ['/api/desk', '/api/executions', '/api/contracts', '/api/journal']) {
    const answer = await gateway.app.inject({ url, headers: AS_OPERATOR })
    expect(answer.json()).toMatchObject({ status: 503, code: 'SERVICE_SILENT' })
    expect(answer.json().detail).toMatch(/^Nothing was done: no service listens to /)
  }
})

test('what is not answered in time may have been done, and the operator is told so', async () => {
  const never = await gateway.bus.serve(ledgerExecutions, async () => {
    throw new Error('an answer is lost')
  })
  const answer = await gateway.app.inject({ url: '/api/executions', headers: AS_OPERATOR })
  expect(answer.json()).toMatchObject({ status: 503, code: 'SERVICE_SILENT' })
  expect(answer.json().detail).toContain('it may have been done')
  await never.stop()
})

test('without a ledger the gateway lives but is not ready', async () => {
  expect((await gateway.app.inject({ url: '/livez' })).statusCode).toBe(200)
  const ready = await gateway.app.inject({ url: '/readyz' })
  expect(ready.statusCode).toBe(503)
  expect(ready.json()).toEqual({ status: 'unavailable', missing: ['ledger'] })
})
