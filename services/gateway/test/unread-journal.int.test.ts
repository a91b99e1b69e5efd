import { afterAll, beforeAll, expect, test } from 'vitest'
import { AS_OPERATOR, openTestGateway, type TestGateway } from './support/open-test-gateway.ts'
import { PATIENCE } from './support/patience.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await openTestGateway()
  gateway.services.isJournalRefused = true
})
afterAll(() => gateway[Symbol.asyncDispose]())

const read = async (url: string) => (await gateway.app.inject({ url, headers: AS_OPERATOR })).json()

test('a journal that cannot be read is itself what needs an operator; the money is shown as before', async () => {
  const alarms = async () =>
    (await read('/api/needs-you')).needs.filter(({ kind }: { kind: string }) => kind === 'alarm')
  await expect.poll(alarms, PATIENCE).toMatchObject([
    {
      message: expect.stringContaining(
        'it is not known whether it holds an alarm. It is too large.',
      ),
    },
  ])
  await expect.poll(async () => (await read('/api/desk')).unhedged, PATIENCE).not.toBeNull()
})
