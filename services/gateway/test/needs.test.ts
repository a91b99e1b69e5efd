import type {
  AuditEvent,
  Control,
  ExecutionRecord,
  SystemLogEntry,
} from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import { viewDesk } from '../src/desk-view.ts'
import { listNeeds, type LedgerNeeds } from '../src/needs/list-needs.ts'
import { readTradingPast } from '../src/needs/trading-past.ts'
import {
  accountRow,
  EXECUTION_ID,
  hedgeEvent,
  leg,
  LEG_IDS,
  recordOf,
  statement,
} from './support/samples.ts'

const OTHER_ID = '6b1f0d5e-52c4-4a7e-8a40-6d3f7a3f0c22'
const minute = (count: number): string => `2026-03-01T12:${String(count).padStart(2, '0')}:00.000Z`

/** A link of the audit chain by which the desk was controlled. */
function controlled(at: string, trading: Control['trading'], reason: string | null): AuditEvent {
  const control = { trading, mode: 'manual', venue: 'live' }
  const actor = reason === null ? 'operator' : 'audit'
  const details = { deskId: 'main', control, actor, reason }
  const link = { sequence: 1, previousHash: '', hash: '', executionId: null }
  return { ...link, at, kind: 'desk.controlled', details }
}

function entry(at: string, code: string, message: string): SystemLogEntry {
  return { service: 'execution', level: 'error', code, message, deskId: 'main', at }
}

const lone = (record: Partial<ExecutionRecord> = {}): ExecutionRecord =>
  recordOf([leg('A', { stake: '30.00' }), leg('B', { state: 'REJECTED' })], record)

interface Given extends Partial<LedgerNeeds> {
  readonly trading?: Control['trading']
  readonly rowB?: Parameters<typeof accountRow>[1]
}

const needsOf = ({ trading = 'HALT_NEW', rowB = {}, ...told }: Given) => {
  const past = { present: null, runSince: null }
  const given = {
    records: [],
    statements: [],
    unwatched: [],
    log: [],
    past,
    ledgerNow: 0,
    parts: [],
    clocks: [],
  }
  const ledger = { ...given, ...told }
  const control = { trading, mode: 'manual', venue: 'live' } as const
  const accounts = { A: accountRow('A'), B: accountRow('B', rowB) }
  const nothing = { total: '0', byMatch: {}, executions: [], external: '0' }
  const desk = viewDesk(
    {
      row: { deskId: 'main', control, accounts },
      exposure: { A: nothing, B: nothing },
      browsers: { A: null, B: null },
      readAgoMs: 0,
      limits: { perMatch: '1000', total: '5000' },
      opportunityRate: 0,
      needs: ledger,
    },
    0,
  )
  const needs = listNeeds(ledger, desk)
  expect(desk.needsYou).toBe(needs.length)
  return needs
}

describe('what needs a person', () => {
  test('is a leg nobody knows the outcome of, with its stake at risk; one still looked for is not yet', () => {
    const legs = [
      leg('A', { state: 'ESCALATED', reason: 'No bet found.' }),
      leg('B', { state: 'VOID' }),
    ]
    expect(needsOf({ records: [recordOf(legs)] })).toEqual([
      expect.objectContaining({
        kind: 'leg',
        account: 'A',
        legId: LEG_IDS.A,
        executionId: EXECUTION_ID,
        message: 'No bet found.',
        atRisk: '25.00',
        event: expect.objectContaining({ home: 'Novak Djokovic' }),
      }),
    ])
    const unknown = [leg('A', { state: 'UNKNOWN' }), leg('B', { state: 'VOID' })]
    expect(needsOf({ records: [recordOf(unknown)] })).toEqual([])
  })

  test('is a lone leg whose hedge was given up, not one whose hedge is on its way or was chosen to be held', () => {
    const message = 'Every choice loses more than 10.00.'
    const escalated = [hedgeEvent('triggered'), hedgeEvent('escalated', { message })]
    expect(needsOf({ records: [lone({ hedgeEvents: escalated })] })).toMatchObject([
      { kind: 'hedge', account: 'A', message, atRisk: '30.00' },
    ])
    for (const step of ['triggered', 'planned', 'held', 'covered'] as const)
      expect(needsOf({ records: [lone({ hedgeEvents: [hedgeEvent(step)] })] })).toEqual([])
  })

  test('is an accepted risk again once more may be lost than was accepted', () => {
    const hedgeEvents = [
      hedgeEvent('escalated', { message: 'Too dear.' }),
      hedgeEvent('held', { worstCase: '-30.00', message: 'anna accepted -30.00 at worst.' }),
    ]
    expect(needsOf({ records: [lone({ hedgeEvents })] })).toEqual([])
    const more = recordOf([leg('A', { stake: '35.00' }), leg('B', { state: 'REJECTED' })], {
      hedgeEvents,
    })
    expect(needsOf({ records: [more] })).toMatchObject([{ kind: 'hedge', atRisk: '35.00' }])
  })

  test('comes by money at risk; what has no sum comes after it', () => {
    const hedgeEvents = [hedgeEvent('escalated', { message: 'Too dear.' })]
    const small = recordOf([
      leg('A', { state: 'ESCALATED', stake: '9.00' }),
      leg('B', { state: 'VOID' }),
    ])
    const kinds = needsOf({
      records: [small, lone({ hedgeEvents })],
      statements: [statement('B', { differences: [difference('B-1 is not shown.')] })],
      log: [entry(minute(1), 'DUPLICATE_BET', 'Two bets.')],
    }).map(({ kind }) => kind)
    expect(kinds).toEqual(['hedge', 'leg', 'alarm', 'statement'])
  })

  test('is an account that runs and was logged out, or whose browser is gone; one that is off is not', () => {
    expect(needsOf({ rowB: { state: 'RUNNING' } })).toMatchObject([
      { kind: 'account', account: 'B', message: expect.stringContaining('No sign of life') },
    ])
    expect(needsOf({ rowB: { state: 'BROWSER_READY' } })).toEqual([])
  })

  test('is a bet at a bookmaker that the account has left: no statement shows it', () => {
    const left = {
      account: 'A',
      providerId: 'north',
      movedTo: 'west',
      bets: 2,
      stake: '80.00',
    } as const
    const [need, ...others] = needsOf({ statements: [statement('A')], unwatched: [left] })
    expect(others).toEqual([])
    expect(need).toMatchObject({ kind: 'statement', account: 'A' })
    expect(need?.message).toContain(
      '2 open bets of account A (stake 80.00) at north are not watched',
    )
  })

  test('is a statement that differs, with how many differences there are', () => {
    const differences = [difference('B-1 is not shown.'), difference('B-2 has a stake of 5.')]
    const [need] = needsOf({ statements: [statement('A'), statement('B', { differences })] })
    expect(need).toMatchObject({ kind: 'statement', account: 'B' })
    expect(need?.message).toBe('B-1 is not shown. And 1 more.')
  })
})

describe('an alarm', () => {
  const log = [
    entry(minute(9), 'BET_UNPLACED', 'Unplaced, seen again.'),
    entry(minute(8), 'BET_UNPLACED', 'Unplaced.'),
    entry(minute(7), 'STALE_LOCK', 'A lock was released.'),
    entry(minute(2), 'DUPLICATE_BET', 'Two bets.'),
  ]
  const messages = (chain: AuditEvent[]) =>
    needsOf({ log, past: readTradingPast(chain, 'main') }).map(({ message }) => message)

  test('stands once for what it is about, until the desk is made to run again', () => {
    expect(messages([])).toEqual(['Two bets.', 'Unplaced, seen again.'])
    const ran = controlled(minute(5), 'RUN', null)
    expect(messages([controlled(minute(9), 'HALT_NEW', null), ran])).toEqual([
      'Unplaced, seen again.',
    ])
    expect(messages([controlled(minute(10), 'RUN', null)])).toEqual([])
  })

  test('does not go away because the mode was changed while the desk ran', () => {
    const modeChanged = controlled(minute(9), 'RUN', null)
    expect(messages([modeChanged, controlled(minute(1), 'RUN', null)])).toHaveLength(2)
  })
})

describe('a halt by a service', () => {
  const reason = 'Three executions in a row have failed.'
  const halted = readTradingPast(
    [controlled(minute(9), 'HALT_NEW', null), controlled(minute(8), 'HALT_NEW', reason)],
    'main',
  )

  test('needs a person, with the reason of when it began', () => {
    expect(needsOf({ past: halted })).toMatchObject([
      { kind: 'halt', message: reason, since: minute(8) },
    ])
  })

  test('is not listed beside what it was made for, nor while the desk runs, nor when a person halted', () => {
    expect(needsOf({ past: halted, log: [entry(minute(8), 'BET_CLAIMED', reason)] })).toHaveLength(
      1,
    )
    expect(needsOf({ past: halted, trading: 'RUN' }).map(({ kind }) => kind)).not.toContain('halt')
    const byPerson = readTradingPast([controlled(minute(8), 'HALT_NEW', null)], 'main')
    expect(needsOf({ past: byPerson })).toEqual([])
  })

  test('of another desk, or of before the latest change that is known, is not told as the reason', () => {
    expect(
      readTradingPast([controlled(minute(8), 'HALT_NEW', reason)], 'another').present,
    ).toBeNull()
    expect(needsOf({ past: halted, trading: 'HALT_ALL' })).toEqual([])
  })
})

function difference(message: string) {
  const legId = `${OTHER_ID}-A`
  return { kind: 'missing', legId, betReference: 'B-1', message } as const
}
