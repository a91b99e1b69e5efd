import { expect, test } from 'vitest'
import { onAccountToggle } from '../../src/account/on-account-toggle.ts'
import { runningRow } from '../build.ts'
import { runDesk } from '../run-desk.ts'
import { SimulatedPorts } from '../simulated-ports.ts'

const on = { deskId: 'main', account: 'A' as const, on: true, actor: 'operator' }

test("an account opens at the message's address, else the configured one, else the last one", async () => {
  const urls = ['http://message.test/', 'http://config.test/', 'http://last.test/'] as const
  for (const [message, config, expected] of [
    [urls[0], urls[1], urls[0]],
    [undefined, urls[1], urls[1]],
    [undefined, undefined, urls[2]],
  ] as const) {
    const world = new SimulatedPorts()
    world.rows.A = { ...world.rows.A, url: urls[2] }
    const { A } = runDesk(world).desk.accounts
    const toggle = message === undefined ? on : { ...on, url: message }
    expect(await onAccountToggle(A, toggle, config)).toEqual({ ok: true, state: 'BROWSER_OPENING' })
    expect(world.rows.A.url).toBe(expected)
  }
})

test.each([
  [undefined, 'NO_URL'],
  ['not an address', 'BAD_URL'],
  ['javascript:alert(1)', 'BAD_URL'],
  ['file:///etc/passwd', 'BAD_URL'],
  ['http://user:word@site.test', 'BAD_URL'],
])('the address %s is refused %s and changes nothing', async (url, code) => {
  const world = new SimulatedPorts()
  const { A } = runDesk(world).desk.accounts
  expect(await onAccountToggle(A, on, url)).toMatchObject({ ok: false, code })
  expect(world.calls).toEqual([])
})

test('an account that is not idle is not turned on, and says where it stands', async () => {
  const world = new SimulatedPorts()
  world.rows.A = runningRow('A')
  const { A } = runDesk(world).desk.accounts
  const reply = await onAccountToggle(A, { ...on, url: 'http://north.test' }, undefined)
  expect(reply).toMatchObject({ code: 'DENIED', message: expect.stringContaining('RUNNING') })
})

test('an idle account is not turned off', async () => {
  const { A } = runDesk(new SimulatedPorts()).desk.accounts
  expect(await onAccountToggle(A, { ...on, on: false }, undefined)).toMatchObject({
    code: 'DENIED',
  })
})
