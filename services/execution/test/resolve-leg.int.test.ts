import { NoReply } from '@surefoot/shared'
import { expect, test } from 'vitest'
import { runExecution } from '../src/run-execution.ts'
import { buildRequest } from './build.ts'
import { openBookmaker } from './scripted-bookmaker.ts'
import { openWorld, statesOf } from './world.ts'

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
