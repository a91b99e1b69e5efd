import { readConfig } from '@surefoot/shared/runtime'
import { expect, test } from 'vitest'
import { config } from '../src/config.ts'

test('both hedges may be placed without a person, unless one is named', () => {
  expect(readConfig(config, {})).toEqual({
    HEDGE_OPTIONS: ['other_side', 'opposite'],
    HEDGE_LOSS_LIMIT: '10',
    HEDGE_DEADLINE_MS: 60_000,
    EXECUTION_TIMEOUT_MS: 30_000,
  })
  expect(readConfig(config, { HEDGE_OPTIONS: 'opposite' }).HEDGE_OPTIONS).toEqual(['opposite'])
  const both = readConfig(config, { HEDGE_OPTIONS: 'opposite, other_side' })
  expect(both.HEDGE_OPTIONS).toEqual(['opposite', 'other_side'])
})

test.each(['cash_out', 'hold', 'opposite;other_side'])(
  'a hedge that is not placed without a person is refused at start: %s',
  (HEDGE_OPTIONS) => {
    expect(() => readConfig(config, { HEDGE_OPTIONS })).toThrow(
      'give other_side, opposite, or both',
    )
  },
)
