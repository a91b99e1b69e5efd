import { expect, test } from 'vitest'
import { decideTransition } from '../../src/account/machine.ts'
import { idleRow, runningRow } from '../build.ts'

test('a start keeps the address and forgets the browser, the provider and the reason of the last', () => {
  const row = { ...idleRow('A'), reason: 'The browser is gone.', url: 'http://old.test/' }
  expect(decideTransition(row, 'TOGGLED_ON', { url: 'http://new.test/' })).toMatchObject({
    transition: { url: 'http://new.test/', browserId: null, providerId: null, reason: null },
  })
  expect(decideTransition(row, 'TOGGLED_ON')).toMatchObject({
    transition: { url: 'http://old.test/' },
  })
})

test('a stop says why, and the idle account still says it', () => {
  const stop = decideTransition(runningRow('A'), 'BROWSER_LOST', { reason: 'The browser crashed.' })
  expect(stop).toMatchObject({
    transition: { reason: 'The browser crashed.', providerId: 'north' },
  })
  const stopping = runningRow('A', { state: 'STOPPING', reason: 'The browser crashed.' })
  expect(decideTransition(stopping, 'BROWSER_CLOSED')).toMatchObject({
    transition: { to: 'IDLE', reason: 'The browser crashed.', browserId: null, providerId: null },
  })
})

test('an account that was turned off gives no reason', () => {
  expect(decideTransition(runningRow('A'), 'TOGGLED_OFF')).toMatchObject({
    transition: { reason: null },
  })
})

test('a reason longer than the ledger takes is cut, not refused', () => {
  const decision = decideTransition(runningRow('A'), 'BROWSER_LOST', { reason: 'x'.repeat(900) })
  expect(decision).toMatchObject({ transition: { reason: 'x'.repeat(500) } })
})
