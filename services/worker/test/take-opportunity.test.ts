import { expect, test } from 'vitest'
import { onBrowserStatus } from '../src/on-browser-status.ts'
import { onDeskExecute } from '../src/on-desk-execute.ts'
import { onOpportunity } from '../src/on-opportunity.ts'
import { reconcileDesk } from '../src/reconcile-desk.ts'
import { lookAgain } from '../src/take-in-auto.ts'
import { buildOpportunity, buildRecord, EXECUTION, runningRow, watchingBrowser } from './build.ts'
import { runDesk } from './run-desk.ts'
import { SimulatedPorts } from './simulated-ports.ts'

const execute = {
  deskId: 'main',
  executionId: EXECUTION,
  opportunityId: 'opportunity-1',
  actor: 'operator',
}

async function tradingDesk(mode: 'manual' | 'auto') {
  const world = new SimulatedPorts()
  world.control = { trading: 'RUN', mode, venue: 'live' }
  world.rows.A = runningRow('A')
  world.rows.B = runningRow('B')
  const { desk } = runDesk(world)
  await onBrowserStatus(desk.accounts.A, watchingBrowser('A'), desk.ports)
  await onBrowserStatus(desk.accounts.B, watchingBrowser('B'), desk.ports)
  return { world, desk }
}

test('by hand, an opportunity is taken when the operator says so, and asking twice is asking once', async () => {
  const { world, desk } = await tradingDesk('manual')
  await onOpportunity(desk, buildOpportunity())
  expect(world.enqueued).toEqual([])
  const replies = await Promise.all([onDeskExecute(desk, execute), onDeskExecute(desk, execute)])
  expect(replies).toEqual([
    { ok: true, executionId: EXECUTION },
    { ok: true, executionId: EXECUTION },
  ])
  expect(await onDeskExecute(desk, execute)).toMatchObject({ ok: true })
  expect(world.enqueued).toHaveLength(1)
  expect(world.enqueued[0]).toMatchObject({ executionId: EXECUTION, venue: 'live' })
})

test('an execution that the ledger knows is answered after a restart, not taken again', async () => {
  const { world, desk } = await tradingDesk('manual')
  await onOpportunity(desk, buildOpportunity())
  world.unfinished = [buildRecord(EXECUTION, 'match-1')]
  expect(await onDeskExecute(desk, execute)).toMatchObject({ ok: true })
  expect(world.enqueued).toEqual([])
})

test('an opportunity that is gone is refused, and so is one when the ledger is silent', async () => {
  const { world, desk } = await tradingDesk('manual')
  expect(await onDeskExecute(desk, execute)).toMatchObject({ code: 'OPPORTUNITY_GONE' })
  await onOpportunity(desk, buildOpportunity())
  world.isLedgerSilent = true
  expect(await onDeskExecute(desk, execute)).toMatchObject({ code: 'LEDGER_SILENT' })
  expect(world.enqueued).toEqual([])
})

test('in auto a found opportunity is taken once, while its execution is open nothing else is', async () => {
  const { world, desk } = await tradingDesk('auto')
  await onOpportunity(desk, buildOpportunity())
  await onOpportunity(desk, buildOpportunity())
  await onOpportunity(
    desk,
    buildOpportunity({ opportunityId: 'opportunity-2', matchId: 'match-2' }),
  )
  expect(world.enqueued).toHaveLength(1)
  expect(world.enqueued[0]).toMatchObject({ requestedBy: 'auto' })
  expect(world.declined).toEqual(['MATCH_BUSY', 'DESK_BUSY'])
})

test('when an execution is closed, auto looks again and takes the next match at once', async () => {
  const { world, desk } = await tradingDesk('auto')
  await onOpportunity(desk, buildOpportunity())
  await onOpportunity(
    desk,
    buildOpportunity({ opportunityId: 'opportunity-2', matchId: 'match-2' }),
  )
  const [first] = world.enqueued
  desk.executions.close(first?.executionId ?? '', world.nowMs)
  await lookAgain(desk)
  expect(world.enqueued.map(({ opportunity }) => opportunity.matchId)).toEqual([
    'match-1',
    'match-2',
  ])
})

test('in auto a halted desk declines in words, once', async () => {
  const { world, desk } = await tradingDesk('auto')
  world.control = { ...world.control, trading: 'HALT_NEW' }
  await reconcileDesk(desk)
  await onOpportunity(desk, buildOpportunity())
  await lookAgain(desk)
  expect(world.enqueued).toEqual([])
  expect(world.declined).toEqual(['HALTED'])
})

test('a request that the queue did not confirm keeps its match busy: it may be executed all the same', async () => {
  const { world, desk } = await tradingDesk('manual')
  await onOpportunity(desk, buildOpportunity())
  world.isEnqueueFailing = true
  expect(await onDeskExecute(desk, execute)).toMatchObject({ code: 'NOT_ENQUEUED' })
  const again = { ...execute, executionId: '22222222-2222-4222-8222-222222222222' }
  expect(await onDeskExecute(desk, again)).toMatchObject({ code: 'MATCH_BUSY' })
  expect(world.enqueued).toHaveLength(1)
})
