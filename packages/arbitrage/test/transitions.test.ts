import { describe, expect, it } from 'vitest'
import { defineTransitions, isFinalState, nextState, statesAfter } from '../src/index.ts'

const door = defineTransitions({
  OPEN: { PUSHED: 'CLOSED', LIFTED: 'GONE' },
  CLOSED: { PULLED: 'OPEN', LIFTED: 'GONE' },
  GONE: {},
})

describe('a table of transitions', () => {
  it('leads where it says', () => {
    expect(nextState(door, 'OPEN', 'PUSHED')).toBe('CLOSED')
    expect(nextState(door, 'CLOSED', 'LIFTED')).toBe('GONE')
  })

  it('leads nowhere for a trigger that the state does not list', () => {
    expect(nextState(door, 'OPEN', 'PULLED')).toBeUndefined()
    expect(nextState(door, 'GONE', 'PUSHED')).toBeUndefined()
  })

  it('does not mistake what every object has for a trigger', () => {
    const trigger: string = 'toString'
    // @ts-expect-error: no such trigger
    expect(nextState(door, 'OPEN', trigger)).toBeUndefined()
  })

  it('knows its final states', () => {
    expect(isFinalState(door, 'GONE')).toBe(true)
    expect(isFinalState(door, 'OPEN')).toBe(false)
    expect(statesAfter(door, 'OPEN')).toEqual(['CLOSED', 'GONE'])
  })

  it('does not compile if it leads out of itself', () => {
    // @ts-expect-error: AJAR is no state of the table
    defineTransitions({ OPEN: { PUSHED: 'AJAR' }, CLOSED: {} })
    expect(nextState(door, 'CLOSED', 'PULLED')).toBe('OPEN')
  })
})
