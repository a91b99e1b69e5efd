import { legState, type LegState } from '@surefoot/shared/messages'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canMove, finalStatus, isFinal, isLive, legStatus, legTransitions } from '../src/index.ts'

const states = legState.options
const state = fc.constantFrom(...states)

/** Every move that the safety document lists, and no other. */
const moves: Record<LegState, readonly LegState[]> = {
  AUTHORIZED: ['ARMED', 'VOID', 'DENIED'],
  ARMED: ['PENDING', 'ACCEPTED', 'REJECTED', 'UNKNOWN'],
  PENDING: ['ACCEPTED', 'REJECTED', 'UNKNOWN'],
  UNKNOWN: ['ACCEPTED', 'ABSENT', 'ESCALATED'],
  ESCALATED: ['ACCEPTED', 'ABSENT'],
  ACCEPTED: [],
  REJECTED: [],
  ABSENT: [],
  DENIED: [],
  VOID: [],
}

describe('the life of a leg', () => {
  it.each(states)('leaves %s only as the safety document says', (from) => {
    expect(states.filter((to) => canMove(from, to)).toSorted()).toEqual(moves[from].toSorted())
  })

  it('covers every state and no other', () => {
    expect(Object.keys(legTransitions).toSorted()).toEqual(states.toSorted())
  })

  it('ends, whichever moves are made', () => {
    const choices = fc.array(fc.nat({ max: 3 }), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(state, choices, (start, picks) => {
        const end = picks.reduce<LegState>((at, pick) => {
          const next = states.filter((to) => canMove(at, to))
          return next[pick % next.length] ?? at
        }, start)
        expect(isFinal(end)).toBe(true)
      }),
    )
  })

  it('never calls an unknown leg rejected', () => {
    expect(canMove('UNKNOWN', 'REJECTED')).toBe(false)
    expect(canMove('ESCALATED', 'REJECTED')).toBe(false)
    expect(canMove('UNKNOWN', 'VOID')).toBe(false)
  })

  it('never goes back to being armed', () => {
    expect(states.filter((from) => canMove(from, 'ARMED'))).toEqual(['AUTHORIZED'])
  })
})

describe('the exposure of a leg', () => {
  it('counts all that is, may be or may become a bet', () => {
    expect(states.filter(isLive).toSorted()).toEqual(
      ['AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED', 'ACCEPTED'].toSorted(),
    )
  })

  it('ends only with proof that there is no bet', () => {
    fc.assert(
      fc.property(state, (at) => {
        expect(isLive(at)).toBe(at === 'ACCEPTED' || !isFinal(at))
      }),
    )
  })
})

describe('the status columns of an audit row', () => {
  it.each([
    ['AUTHORIZED', null],
    ['ARMED', null],
    ['PENDING', null],
    ['ACCEPTED', 'success'],
    ['REJECTED', 'failed'],
    ['ABSENT', 'failed'],
    ['DENIED', 'failed'],
    ['VOID', 'failed'],
    ['UNKNOWN', 'timeout'],
    ['ESCALATED', 'timeout'],
  ] as const)('show a leg that is %s as %s', (at, status) => {
    expect(legStatus(at)).toBe(status)
  })

  it('call an execution a success only if both legs were accepted, and nothing while one may change', () => {
    fc.assert(
      fc.property(state, state, (A, B) => {
        const status = finalStatus(A, B)
        expect(status === null).toBe(!isFinal(A) || !isFinal(B))
        expect(status === 'success').toBe(A === 'ACCEPTED' && B === 'ACCEPTED')
      }),
    )
  })
})
