import { describe, expect, test } from 'vitest'
import {
  finalStatusOf,
  isBelowPlan,
  isHedgedAsAuthorised,
  reasonOfFailure,
  refuseBet,
} from '../src/index.ts'
import { buildExecution, buildLeg, ended, took, type TestLeg } from './build.ts'

const A = buildLeg('A', 'ACCEPTED', took('100.00'))
const B = (stake: string, odds = '2.1') => buildLeg('B', 'ACCEPTED', took(stake, odds))
const H = (stake: string, change: Partial<TestLeg> = {}) =>
  buildLeg('H', 'ACCEPTED', { ...took(stake), ...change })

describe('an execution', () => {
  test.each([
    ['100.00', '2.1', 'success'],
    ['90.90', '2.1', 'success'],
    ['90.89', '2.1', 'failed'],
    ['10.00', '2.1', 'failed'],
    ['100.00', '1.99', 'failed'],
  ])('of which B was taken with %s at %s ends as %s', (stake, odds, status) => {
    expect(finalStatusOf(buildExecution([A, B(stake, odds)]))).toBe(status)
  })

  test('whose residue was hedged ends as success only if it is covered within a step', () => {
    expect(finalStatusOf(buildExecution([A, B('10.00'), H('90.00')]))).toBe('success')
    expect(finalStatusOf(buildExecution([A, B('10.00'), H('50.00')]))).toBe('failed')
  })

  test('of which a bet was undone is none that succeeded', () => {
    const voided = { ...A, ...ended('void') }
    expect(finalStatusOf(buildExecution([voided, B('100.00')]))).toBe('failed')
    expect(reasonOfFailure(buildExecution([voided, B('100.00')]))).toBe(
      'Leg A was accepted, and its bet ended as void',
    )
  })

  test('whose match was decided before it was closed ends by what was bet', () => {
    const [won, lost] = [
      { ...A, ...ended('won') },
      { ...B('100.00'), ...ended('lost') },
    ]
    expect(finalStatusOf(buildExecution([won, lost]))).toBe('success')
  })

  test('that is covered may still have won less than was promised', () => {
    expect(isBelowPlan(buildExecution([A, B('100.00')]), '10.00')).toBe(false)
    expect(isBelowPlan(buildExecution([A, B('96.00')]), '10.00')).toBe(true)
  })
})

describe('a hedge', () => {
  const rejected = buildLeg('B', 'REJECTED')
  const lone = (hedge: TestLeg, first = A) => buildExecution([first, rejected, hedge])

  test('gets no permit beyond what the permit of the exposed bet needs', () => {
    const claimed = buildLeg('A', 'ACCEPTED', { ...took('2500.00'), stake: '25.00' })
    const sized = (stake: string) => buildLeg('H', 'AUTHORIZED', { stake, leastOdds: '1.8' })
    expect(refuseBet(lone(sized('2916.67'), claimed), sized('2916.67'))?.code).toBe('NO_COVER')
    const fitting = sized('29.17')
    expect(refuseBet(lone(fitting, claimed), fitting)).toBeUndefined()
  })

  test('gets no permit at odds that save nothing', () => {
    const poor = buildLeg('H', 'AUTHORIZED', { stake: '5.00', leastOdds: '1.000001' })
    expect(refuseBet(lone(poor), poor)?.code).toBe('NO_COVER')
  })

  test('gets no permit while another hedge may still be taken', () => {
    const next = buildLeg('H', 'AUTHORIZED', { leastOdds: '1.9' })
    const open = buildExecution([A, rejected, buildLeg('H', 'UNKNOWN'), next])
    expect(refuseBet(open, next)?.code).toBe('NOT_LONE')
  })

  test('covers as authorised, or may still; not in part, and not without what it covered', () => {
    const authorised = { stake: '100.00', leastOdds: '1.9' }
    expect(isHedgedAsAuthorised(lone(buildLeg('H', 'UNKNOWN', authorised)))).toBe(true)
    expect(isHedgedAsAuthorised(lone(H('100.00', authorised)))).toBe(true)
    expect(isHedgedAsAuthorised(lone(H('99.99', { ...authorised, ...took('99.99', '1.9') })))).toBe(
      false,
    )
    expect(isHedgedAsAuthorised(lone(buildLeg('H', 'REJECTED', authorised)))).toBe(false)
    const voided = { ...A, ...ended('void') }
    expect(isHedgedAsAuthorised(lone(H('100.00', authorised), voided))).toBe(false)
  })
})
