import { ok, refuse } from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import { onAccountToggle } from '../src/account/on-account-toggle.ts'
import { onBrowserStatus } from '../src/account/on-browser-status.ts'
import { BROWSER, browserUp, ORIGIN, runningRow, watchingBrowser } from './build.ts'
import { runDesk, settled } from './run-desk.ts'
import { SimulatedPorts } from './simulated-ports.ts'

const on = { deskId: 'main', account: 'A' as const, on: true, url: ORIGIN.A, actor: 'operator' }
const off = { ...on, on: false }
const never = <T>(): Promise<T> => Promise.withResolvers<T>().promise
const silent = refuse('EXECUTOR_SILENT', 'The executor did not answer.')

describe('a worker that is killed and started again', () => {
  test('after the ledger held the opening and before the browser was asked for: the account fails to open, in words', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A', { state: 'BROWSER_OPENING', browserId: null, providerId: null })
    const next = runDesk(world)
    await next.tick(15_000)
    expect(world.calls).not.toContain('open A')
    expect(world.rows.A.state).toBe('BROWSER_OPENING')
    await next.tick(1)
    expect(world.rows.A).toMatchObject({
      state: 'IDLE',
      reason: expect.stringContaining('Turn the account on again'),
    })
    expect(world.callsOf('A')).toContain('close A')
  })

  test('after the browser was asked for and before its answer: the heartbeat takes the browser up', async () => {
    const world = new SimulatedPorts()
    world.openReply = never
    const first = runDesk(world)
    await onAccountToggle(first.desk.accounts.A, on, undefined)
    first.kill()
    const next = runDesk(world)
    await onBrowserStatus(next.desk.accounts.A, browserUp('A'), next.desk.ports)
    expect(world.rows.A).toMatchObject({ state: 'BROWSER_READY', browserId: BROWSER.A })
    expect(world.calls.filter((call) => call === 'open A')).toHaveLength(1)
  })

  test('after the mark was held and before the odds were asked for: they are asked for once', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A', { state: 'PROVIDER_READY' })
    const next = runDesk(world)
    const { A } = next.desk.accounts
    await onBrowserStatus(A, browserUp('A'), next.desk.ports)
    await onBrowserStatus(A, browserUp('A'), next.desk.ports)
    await settled()
    expect(world.calls).toEqual(['watch A'])
    await onBrowserStatus(A, watchingBrowser('A'), next.desk.ports)
    expect(world.rows.A.state).toBe('RUNNING')
  })

  test('while the odds are read already: they are not asked for again', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A', { state: 'PROVIDER_READY' })
    const next = runDesk(world)
    await onBrowserStatus(next.desk.accounts.A, watchingBrowser('A'), next.desk.ports)
    expect(world.callsOf('A')).not.toContain('watch A')
    expect(world.rows.A.state).toBe('RUNNING')
  })

  test('while an account ran: it runs on if its browser is heard of, and stops if not', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A')
    world.rows.B = runningRow('B')
    const next = runDesk(world)
    for (let second = 0; second < 6; second += 1) {
      await onBrowserStatus(next.desk.accounts.A, watchingBrowser('A'), next.desk.ports)
      await next.tick(1000)
    }
    expect(world.rows.A.state).toBe('RUNNING')
    expect(world.rows.B).toMatchObject({
      state: 'IDLE',
      reason: expect.stringContaining('nothing'),
    })
  })

  test('after the stop was held and before the browser was closed: it is closed', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A', { state: 'STOPPING', reason: 'The browser crashed.' })
    await runDesk(world).tick()
    expect(world.callsOf('A')).toContain('close A')
    expect(world.rows.A).toMatchObject({ state: 'IDLE', reason: 'The browser crashed.' })
  })

  test('after the browser was closed and before the ledger held it: it is closed again, which is no fault', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A')
    const first = runDesk(world)
    world.closeReply = async () => {
      first.kill()
      return ok({})
    }
    await onAccountToggle(first.desk.accounts.A, off, undefined)
    await settled()
    expect(world.rows.A.state).toBe('STOPPING')
    await runDesk(world).tick()
    expect(world.rows.A.state).toBe('IDLE')
  })

  test('has no say any more: what it still does is refused', async () => {
    const world = new SimulatedPorts()
    const first = runDesk(world)
    first.kill()
    expect(await onAccountToggle(first.desk.accounts.A, on, undefined)).toMatchObject({
      code: 'NOT_SERVING',
    })
    expect(world.calls).toEqual([])
  })
})

describe('a ledger that does not answer', () => {
  test('leaves the account where it is, and nothing is announced or opened', async () => {
    const world = new SimulatedPorts()
    world.faults.push('lost_before')
    const { desk, tick } = runDesk(world)
    const reply = await onAccountToggle(desk.accounts.A, on, undefined)
    expect(reply).toMatchObject({ ok: false, code: 'LEDGER_SILENT' })
    await tick()
    expect(world.calls).toEqual([])
    expect(await onAccountToggle(desk.accounts.A, on, undefined)).toMatchObject({ ok: true })
  })

  test('but did commit: the transition is announced when the ledger is heard again', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A')
    const { desk, tick } = runDesk(world)
    world.faults.push('lost_after')
    expect(await onAccountToggle(desk.accounts.A, off, undefined)).toMatchObject({
      code: 'LEDGER_SILENT',
    })
    expect(world.calls).toEqual(['ledger A RUNNING→STOPPING'])
    await tick()
    expect(world.calls).toEqual([
      'ledger A RUNNING→STOPPING',
      'announce A RUNNING→STOPPING',
      'close A',
      'ledger A STOPPING→IDLE',
      'announce A STOPPING→IDLE',
    ])
  })

  test('a lost browser is stopped as soon as the ledger answers', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A')
    const { tick } = runDesk(world)
    world.isLedgerSilent = true
    await tick(6000)
    expect(world.rows.A.state).toBe('RUNNING')
    world.isLedgerSilent = false
    await tick()
    expect(world.rows.A.state).toBe('IDLE')
  })
})

describe('a browser', () => {
  test('that does not open is not tried again: the account is idle with the reason', async () => {
    const world = new SimulatedPorts()
    world.openReply = async () => refuse('URL_NOT_ALLOWED', 'The address is not on the list.')
    const { desk, tick } = runDesk(world)
    await onAccountToggle(desk.accounts.A, on, undefined)
    await settled()
    await tick()
    expect(world.callsOf('A').filter((call) => call === 'open A')).toHaveLength(1)
    expect(world.rows.A).toMatchObject({
      state: 'IDLE',
      reason: expect.stringContaining('not on the list'),
    })
  })

  test('whose opening was not answered, but which is heard of, is open', async () => {
    const world = new SimulatedPorts()
    const { promise, resolve } = Promise.withResolvers<typeof silent>()
    world.openReply = () => promise
    const { desk } = runDesk(world)
    await onAccountToggle(desk.accounts.A, on, undefined)
    await onBrowserStatus(desk.accounts.A, browserUp('A'), desk.ports)
    expect(world.rows.A.state).toBe('BROWSER_OPENING')
    resolve(silent)
    await settled()
    expect(world.rows.A.state).toBe('BROWSER_READY')
  })

  test('that opens after its account was turned off is an orphan, and is closed', async () => {
    const world = new SimulatedPorts()
    const { promise, resolve } =
      Promise.withResolvers<Awaited<ReturnType<typeof world.openReply>>>()
    world.openReply = () => promise
    const { desk } = runDesk(world)
    await onAccountToggle(desk.accounts.A, on, undefined)
    await onAccountToggle(desk.accounts.A, off, undefined)
    await settled()
    expect(world.rows.A.state).toBe('IDLE')
    resolve(ok({ browserId: BROWSER.A, executorId: 'executor-1', epoch: 1 }))
    await settled()
    expect(world.rows.A.state).toBe('IDLE')
    const before = world.calls.length
    await onBrowserStatus(desk.accounts.A, browserUp('A'), desk.ports)
    expect(world.calls.slice(before)).toEqual(['close A'])
  })

  test('that does not read the odds stops its account with the reason', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A', { state: 'BROWSER_READY' })
    world.watchReply = async () => silent
    const { move } = runDesk(world)
    await move('A', 'PROVIDER_MARKED', { providerId: 'north', contractVersion: 1 })
    expect(world.rows.A).toMatchObject({
      state: 'IDLE',
      reason: expect.stringContaining('does not read the odds of north'),
    })
  })

  test('whose closing is not answered is asked to close until it is', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A')
    world.closeReply = async () => silent
    const { desk, tick } = runDesk(world)
    await onAccountToggle(desk.accounts.A, off, undefined)
    await settled()
    await tick()
    expect(world.rows.A.state).toBe('STOPPING')
    world.closeReply = async () => ok({})
    await tick()
    expect(world.rows.A.state).toBe('IDLE')
  })

  test('of an executor that is gone is gone with it', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A')
    world.closeReply = async () => refuse('NO_EXECUTOR', 'Nobody is there.')
    const { desk, tick } = runDesk(world)
    await onBrowserStatus(desk.accounts.A, watchingBrowser('A'), desk.ports)
    await onAccountToggle(desk.accounts.A, off, undefined)
    await settled()
    expect(world.rows.A.state).toBe('STOPPING')
    await tick(6000)
    expect(world.rows.A.state).toBe('IDLE')
  })

  test('of an older executor has no say once a newer one has spoken', async () => {
    const world = new SimulatedPorts()
    world.rows.A = runningRow('A')
    const { desk } = runDesk(world)
    await onBrowserStatus(desk.accounts.A, watchingBrowser('A', { epoch: 2 }), desk.ports)
    await onBrowserStatus(desk.accounts.A, watchingBrowser('A', { isUp: false }), desk.ports)
    expect(world.rows.A.state).toBe('RUNNING')
  })
})
