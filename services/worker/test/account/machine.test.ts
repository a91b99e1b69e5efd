import {
  accountState,
  accountTrigger,
  type AccountState,
  type AccountTrigger,
} from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import { decideTransition, nextAccountState } from '../../src/account/machine.ts'
import { runningRow } from '../build.ts'

/** Written out here a second time, by hand, from the table of the architecture document. */
const MOVES: readonly [AccountState, AccountTrigger, AccountState][] = [
  ['IDLE', 'TOGGLED_ON', 'BROWSER_OPENING'],
  ['BROWSER_OPENING', 'BROWSER_OPENED', 'BROWSER_READY'],
  ['BROWSER_READY', 'PROVIDER_MARKED', 'PROVIDER_READY'],
  ['PROVIDER_READY', 'FIRST_PACKET', 'RUNNING'],
  ['STOPPING', 'BROWSER_CLOSED', 'IDLE'],
  ...(['BROWSER_OPENING', 'BROWSER_READY', 'PROVIDER_READY', 'RUNNING'] as const).flatMap((state) =>
    (['TOGGLED_OFF', 'CONTRACT_DELETED', 'BROWSER_LOST', 'OPEN_FAILED'] as const).map(
      (trigger): [AccountState, AccountTrigger, AccountState] => [state, trigger, 'STOPPING'],
    ),
  ),
]

const pairs = accountState.options.flatMap((state) =>
  accountTrigger.options.map((trigger) => ({
    state,
    trigger,
    to: MOVES.find(([from, by]) => from === state && by === trigger)?.[2],
  })),
)

test('every pair of state and trigger is listed once', () => {
  expect(pairs).toHaveLength(6 * 9)
  expect(pairs.filter(({ to }) => to !== undefined)).toHaveLength(MOVES.length)
})

describe.each(pairs.filter(({ to }) => to !== undefined))(
  'an account that is $state',
  ({ state, trigger, to }) => {
    test(`moves to ${to} by ${trigger}`, () => {
      expect(nextAccountState(state, trigger)).toBe(to)
      const decision = decideTransition(runningRow('A', { state }), trigger)
      expect(decision).toMatchObject({ ok: true, transition: { from: state, to, trigger } })
    })
  },
)

describe.each(pairs.filter(({ to }) => to === undefined))(
  'an account that is $state',
  ({ state, trigger }) => {
    test(`is denied ${trigger}, with a reason that names where it stands`, () => {
      expect(nextAccountState(state, trigger)).toBeUndefined()
      const decision = decideTransition(runningRow('A', { state }), trigger)
      expect(decision).toMatchObject({ ok: false, code: 'DENIED' })
      expect(decision).toHaveProperty('message', expect.stringContaining(state))
    })
  },
)
