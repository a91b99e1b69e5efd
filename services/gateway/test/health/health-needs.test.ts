import { describe, expect, test } from 'vitest'
import type { PartHealth, PartId } from '../../src/health/health-view.ts'
import { isLedgerDown, needsOfAccount, needsOfServers } from '../../src/needs/health-needs.ts'
import { accountRow } from '../support/samples.ts'

const part = (id: PartId, change: Partial<PartHealth> = {}): PartHealth => ({
  id,
  name: id,
  state: 'down',
  forMs: 8000,
  message: `${id} does not reply`,
  advice: 'See its log.',
  ...change,
})
const control = (trading: 'RUN' | 'HALT_NEW') =>
  ({ trading, mode: 'manual', venue: 'live' }) as const
const account = (change: Parameters<typeof accountRow>[1]) => ({
  ...accountRow('A', change),
  waitsFor: null,
  browser: null,
})

describe('a server that does not reply', () => {
  test('needs an operator once it was silent for longer than a restart takes', () => {
    expect(needsOfServers([part('redis')])).toMatchObject([
      { id: 'server redis', kind: 'server', message: 'redis does not reply. See its log.' },
    ])
    expect(needsOfServers([part('redis', { forMs: 2000 })])).toEqual([])
    expect(needsOfServers([part('redis', { state: 'unknown' })])).toEqual([])
  })

  test('is listed also when it is the ledger that cannot be read', () => {
    expect(isLedgerDown([part('nats')])).toBe(true)
    expect(isLedgerDown([part('postgres')])).toBe(true)
    expect(isLedgerDown([part('redis'), part('audit', { state: 'ok' })])).toBe(false)
  })
})

describe('an account of a desk in RUN', () => {
  test('whose browser is lost is a need, whatever the ledger has made of the account', () => {
    const parts = [part('browser-A', { forMs: 100 })]
    for (const state of ['RUNNING', 'IDLE'] as const)
      expect(needsOfAccount(account({ state }), control('RUN'), parts)).toMatchObject([
        { id: 'browser A', kind: 'browser', account: 'A' },
      ])
  })

  test('that is not RUNNING is a need with the reason; in a paused desk it is none', () => {
    const idle = account({ state: 'IDLE', reason: 'The contract was deleted.' })
    expect(needsOfAccount(idle, control('RUN'), [])).toMatchObject([
      { kind: 'account', message: expect.stringContaining('The contract was deleted.') },
    ])
    expect(needsOfAccount(account({ state: 'IDLE' }), control('RUN'), [])[0]?.message).toContain(
      'switched off',
    )
    expect(needsOfAccount(idle, control('HALT_NEW'), [])).toEqual([])
    expect(needsOfAccount(account({ state: 'RUNNING' }), control('RUN'), [])).toEqual([])
  })
})

describe('an account of a live desk', () => {
  const withUnread = (why: string | null) => ({
    ...account({ state: 'RUNNING', providerId: 'north', contractVersion: 4 }),
    browser: {
      isUp: true,
      pageOrigin: null,
      isLoggedIn: true,
      balance: null,
      streamAgeMs: 0,
      quotesMapped: 1,
      unread: [{ part: 'balance' as const, why }],
    },
  })

  test('whose balance cannot be read is a need that names account, provider and what is missing', () => {
    const [need] = needsOfAccount(withUnread('there is no amount'), control('HALT_NEW'), [])
    expect(need).toMatchObject({ id: 'evidence A', kind: 'account', account: 'A' })
    for (const named of ['Account A', 'north', 'its balance (there is no amount)', 'version 4'])
      expect(need?.message).toContain(named)
  })

  test('that is being read needs nobody, nor does one of a desk on paper', () => {
    expect(needsOfAccount(withUnread(null), control('RUN'), [])).toEqual([])
    const paper = { ...control('RUN'), venue: 'paper' } as const
    expect(needsOfAccount(withUnread('there is no amount'), paper, [])).toEqual([])
  })
})
