import { NoReply } from '@surefoot/shared/bus'
import { expect, test } from 'vitest'
import { runExecution } from '../../src/saga/run-execution.ts'
import { buildRequest } from '../build.ts'
import { openBookmaker } from '../scripted-bookmaker.ts'
import { openWorld, statesOf } from '../world.ts'

test('a search in which the ledger is silent now and then comes to its proof', async () => {
  await using world = await openWorld()
  const deskId = await world.openDesk()
  await using bookmaker = await openBookmaker(world.executorBus, deskId)
  bookmaker.fates.A = 'die before the click'
  const { ledger, ...ports } = world.createPorts()
  let asked = 0
  const request = buildRequest({ deskId })
  await runExecution(
    {
      ...ports,
      ledger: {
        ...ledger,
        executions: (ask) => {
          asked += 1
          if (asked % 2 === 1) throw new NoReply('TIMEOUT', 'ledger.executions')
          return ledger.executions(ask)
        },
      },
    },
    request,
  )
  expect(asked).toBeGreaterThan(2)
  expect(statesOf(await world.readRecord(request.executionId))).toEqual({
    A: 'ABSENT',
    B: 'DENIED',
  })
})

test('a bet that is found in the list is claimed with its selection, not by its reference alone', async () => {
  await using world = await openWorld()
  const deskId = await world.openDesk()
  await using bookmaker = await openBookmaker(world.executorBus, deskId)
  bookmaker.fates.A = 'die after the click'
  const request = buildRequest({ deskId })
  await runExecution(world.createPorts(), request)
  const { legs } = await world.readRecord(request.executionId)
  const first = legs.find(({ role }) => role === 'A')
  expect(first).toMatchObject({
    state: 'ACCEPTED',
    receipt: { selectionId: request.opportunity.legs.A.selectionId },
  })
})
