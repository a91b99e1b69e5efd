import { expect, test } from 'vitest'
import { onDeskControl } from '../src/on-desk-control.ts'
import { reconcileDesk } from '../src/reconcile-desk.ts'
import { buildLeg, buildRecord, EXECUTION } from './build.ts'
import { runDesk } from './run-desk.ts'
import { SimulatedPorts } from './simulated-ports.ts'

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
      'An execution is not finished yet. Leg B at account B is ESCALATED. Wait until they are closed, or decide what is ESCALATED, then press Run.',
  })
  expect(world.control.trading).toBe('HALT_NEW')
  world.unfinished = []
  expect(await onDeskControl(desk, run)).toMatchObject({ ok: true, control: { trading: 'RUN' } })
  expect(desk.control.read().trading).toBe('RUN')
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
