import { describe, expect, test } from 'vitest'
import { onDeskControl } from '../../src/desk/on-desk-control.ts'
import { reconcileDesk } from '../../src/desk/read-desk.ts'
import { buildLeg, buildRecord, EXECUTION, runningRow, watchingBrowser } from '../build.ts'
import { runDesk } from '../run-desk.ts'
import { SimulatedPorts } from '../simulated-ports.ts'

const run = { deskId: 'main', change: { trading: 'RUN' as const }, actor: 'operator' }
const kill = { ...run, change: { trading: 'HALT_ALL' as const } }

test('a desk runs by a person, once nothing of before is open', async () => {
  const world = new SimulatedPorts()
  const { desk } = runDesk(world)
  const legs = [buildLeg('A', 'ACCEPTED'), buildLeg('B', 'ESCALATED')]
  world.unfinished = [buildRecord(EXECUTION, 'match-1', legs)]
  expect(await onDeskControl(desk, run)).toEqual({
    ok: false,
    code: 'NOT_RECONCILED',
    message:
      'An execution is not finished yet. Leg B at account B is ESCALATED. Wait until it is closed, or decide what is ESCALATED, then press Run.',
  })
  expect(world.control.trading).toBe('HALT_NEW')
  world.unfinished = []
  expect(await onDeskControl(desk, run)).toMatchObject({ ok: true, control: { trading: 'RUN' } })
  expect(desk.control.read().trading).toBe('RUN')
})

test('the ledger gets the needs that a person confirmed', async () => {
  const world = new SimulatedPorts()
  const despite = [{ id: 'leg 1', message: 'It is not known whether the bet was placed.' }]
  await onDeskControl(runDesk(world).desk, { ...run, despite })
  expect(world.confirmed).toEqual(despite)
})

test('a halt asks for nothing: it holds with executions open', async () => {
  const world = new SimulatedPorts()
  world.unfinished = [buildRecord(EXECUTION, 'match-1')]
  const { desk } = runDesk(world)
  expect(await onDeskControl(desk, kill)).toMatchObject({ control: { trading: 'HALT_ALL' } })
})

test('a halt whose answer is lost stands in this worker until the ledger is read again', async () => {
  const world = new SimulatedPorts()
  world.control = { ...world.control, trading: 'RUN' }
  const { desk } = runDesk(world)
  world.isLedgerSilent = true
  expect(await onDeskControl(desk, kill)).toMatchObject({ code: 'LEDGER_SILENT' })
  expect(desk.control.read().trading).toBe('HALT_ALL')
  world.isLedgerSilent = false
  await reconcileDesk(desk)
  expect(desk.control.read().trading).toBe('RUN')
})

test('after a lost answer of any change nothing is begun by the old control until it is read again', async () => {
  const world = new SimulatedPorts()
  world.control = { trading: 'RUN', mode: 'manual', venue: 'live' }
  const { desk } = runDesk(world)
  world.isLedgerSilent = true
  const paper = { ...run, change: { venue: 'paper' as const } }
  expect(await onDeskControl(desk, paper)).toMatchObject({ code: 'LEDGER_SILENT' })
  expect(desk.control.read().trading).toBe('HALT_NEW')
  world.isLedgerSilent = false
  world.control = { ...world.control, venue: 'paper' }
  await reconcileDesk(desk)
  expect(desk.control.read()).toEqual(world.control)
})

test('a lost answer does not loosen a halt', async () => {
  const world = new SimulatedPorts()
  world.control = { ...world.control, trading: 'HALT_ALL' }
  const { desk } = runDesk(world)
  world.isLedgerSilent = true
  await onDeskControl(desk, { ...run, change: { mode: 'auto' as const } })
  expect(desk.control.read().trading).toBe('HALT_ALL')
})

test('an older word on the control does not undo a newer one', () => {
  const { control } = runDesk(new SimulatedPorts()).desk
  const halted = { trading: 'HALT_ALL', mode: 'manual', venue: 'paper' } as const
  control.adopt(halted, 2000)
  control.adopt({ ...halted, trading: 'RUN' }, 1000)
  expect(control.read().trading).toBe('HALT_ALL')
})

describe('live', () => {
  const live = { ...run, change: { venue: 'live' as const } }
  const read = (account: 'A' | 'B', change: Parameters<typeof watchingBrowser>[1] = {}) =>
    watchingBrowser(account, change)
  const runningDesk = () => {
    const world = new SimulatedPorts()
    for (const account of ['A', 'B'] as const) world.rows[account] = runningRow(account)
    return { world, ...runDesk(world) }
  }

  test('is refused while an account does not run', async () => {
    const { desk } = runDesk(new SimulatedPorts())
    expect(await onDeskControl(desk, live)).toMatchObject({ code: 'NOT_RUNNING' })
  })

  test('is refused while an account could not be read, and taken once it was', async () => {
    const { desk, world } = runningDesk()
    const unread = [{ part: 'balance' as const, why: 'there is no amount' }]
    desk.accounts.A.see(read('A'))
    desk.accounts.B.see(read('B', { unread }))
    expect(await onDeskControl(desk, live)).toMatchObject({
      code: 'EVIDENCE_MISSING',
      message: expect.stringContaining('its balance (there is no amount)'),
    })
    expect(world.control.venue).toBe('paper')
    desk.accounts.B.see(read('B'))
    expect(await onDeskControl(desk, live)).toMatchObject({ control: { venue: 'live' } })
  })

  test('waits for what is being read just now', async () => {
    const { desk } = runningDesk()
    desk.accounts.A.see(read('A'))
    desk.accounts.B.see(read('B', { unread: [{ part: 'lists', why: null }] }))
    const asked = onDeskControl(desk, live)
    desk.accounts.B.see(read('B'))
    expect(await asked).toMatchObject({ control: { venue: 'live' } })
  })
})
