import type { FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { LINK, openTestGateway, OWN_ORIGIN } from './support/open-test-gateway.ts'
import { PATIENCE } from './support/patience.ts'

const SESSION = '/api/session'

/** The cookie of the session that the link begins, or the status of the refusal. */
async function logIn(app: FastifyInstance): Promise<string | number> {
  const answer = await app.inject({ method: 'POST', url: SESSION, payload: { link: LINK } })
  return answer.statusCode === 204
    ? `surefoot_session=${answer.cookies[0]?.value}`
    : answer.statusCode
}

async function ask(app: FastifyInstance, cookie: string): Promise<number> {
  return (await app.inject({ url: SESSION, headers: { cookie } })).statusCode
}

test('a console is let in by either of two gateways, and by one that starts later, until it logs out at any', async () => {
  await using first = await openTestGateway({ isAlone: true })
  await using second = await first.openAnother()
  const cookie = String(await logIn(first.app))
  await expect.poll(() => ask(second.app, cookie), PATIENCE).toBe(200)
  expect(await logIn(second.app)).toBe(401)

  await using third = await first.openAnother()
  await expect.poll(() => ask(third.app, cookie), PATIENCE).toBe(200)

  const headers = { cookie, origin: OWN_ORIGIN, 'x-surefoot': '1' }
  await third.app.inject({ method: 'DELETE', url: SESSION, headers })
  for (const { app } of [first, second, third])
    await expect.poll(() => ask(app, cookie), PATIENCE).toBe(401)
})

test('a session outlives the gateway that began it', async () => {
  await using first = await openTestGateway({ isAlone: true })
  const began = await first.openAnother()
  const cookie = String(await logIn(began.app))
  await expect.poll(() => ask(first.app, cookie), PATIENCE).toBe(200)
  await began[Symbol.asyncDispose]()
  expect(await ask(first.app, cookie)).toBe(200)
})
