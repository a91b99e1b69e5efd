import { beforeAll, describe, expect, it } from 'vitest'
import type { CompiledContract } from '@surefoot/provider'
import { decideSlip } from '../../src/page/decide-slip.ts'
import type { SlipTexts } from '../../src/page/page-script.ts'
import { plan } from '../support/plan.ts'
import { readSandboxContract } from '../support/sandbox-contract.ts'

const texts: SlipTexts = {
  session: { isLoggedIn: true, isLoggedOut: false, balance: '1,000.00' },
  isSuspended: false,
  selectionId: '7',
  stake: '10',
  odds: '2.10',
  maxStake: '250.00',
  target: { x: 3, y: 4 },
}
const fault = { fault: '#slip matches nothing' }

let contract: CompiledContract
beforeAll(async () => {
  contract = await readSandboxContract('north', 'http://127.0.0.1:7301')
})

describe('a slip', () => {
  it('that is the leg may be placed', () => {
    expect(decideSlip(contract, plan, texts)).toEqual({
      ok: true,
      slip: { odds: '2.1', stake: '10.00', maxStake: '250.00', balance: '1000.00' },
      target: { x: 3, y: 4 },
    })
  })

  it('that says neither limit nor balance may be placed', () => {
    const session = { ...texts.session, balance: null }
    expect(decideSlip(contract, plan, { ...texts, session, maxStake: null })).toMatchObject({
      ok: true,
      slip: { maxStake: null, balance: null },
    })
  })

  it.each(['HK$5.00', 'US$5.00', '5.00 kr.', '\u200f5.00\u00a0\u200f₪', 'S/ 5.00', '₹5.00'])(
    'with a largest stake of %s may not be placed for more (C06)',
    (shown) => {
      expect(decideSlip(contract, plan, { ...texts, maxStake: shown })).toMatchObject({
        code: 'STAKE_OVER_LIMIT',
      })
      const session = { ...texts.session, balance: shown }
      expect(decideSlip(contract, plan, { ...texts, session })).toMatchObject({ code: 'FUNDS' })
    },
  )

  it.each(['5.00 / 10.00', '€5.00 + €10.00 bonus', '-€ 5.00', '(5.00)', 'R$ 5,00', '1.5k', '–'])(
    'with "%s" as a limit or a balance is not guessed at: unreadable is never none (C06)',
    (shown) => {
      const refused = { code: 'SLIP_INVALID', message: expect.stringContaining(shown) }
      expect(decideSlip(contract, plan, { ...texts, maxStake: shown })).toMatchObject(refused)
      const session = { ...texts.session, balance: shown }
      expect(decideSlip(contract, plan, { ...texts, session })).toMatchObject(refused)
    },
  )

  it.each<[Partial<SlipTexts>, string]>([
    [
      { session: { ...texts.session, isLoggedIn: false } },
      "Nobody is logged in at North. Log in in the account's browser.",
    ],
    [
      { isSuspended: true },
      'North has suspended the selection. Wait until the provider opens it again.',
    ],
    [
      { odds: '2.05' },
      'Odds of at least 2.1 were asked, the slip says 2.05. Nothing was placed: the next opportunity has new prices.',
    ],
    [
      { maxStake: '9.99' },
      'A stake of 10.00 was asked, the largest is 9.99. Lower the stake of the desk.',
    ],
    [
      { session: { ...texts.session, balance: '9.99' } },
      'A stake of 10.00 was asked, the balance is 9.99. Pay in at the provider, or lower the stake of the desk.',
    ],
    [
      { stake: '11' },
      `A stake of 10.00 was asked, the slip says "11". Look at the slip in the account's browser; if the page has changed, teach its contract anew.`,
    ],
  ])(
    'is refused with a sentence that says what was found and what to do: %#',
    (change, message) => {
      expect(decideSlip(contract, plan, { ...texts, ...change })).toMatchObject({ message })
    },
  )

  it.each<[string, Partial<SlipTexts>, string]>([
    ['nobody is logged in', { session: { ...texts.session, isLoggedIn: false } }, 'LOGGED_OUT'],
    ['the page says log in', { session: { ...texts.session, isLoggedOut: true } }, 'LOGGED_OUT'],
    ['it is suspended', { isSuspended: true }, 'SUSPENDED'],
    ['it is another selection', { selectionId: '8' }, 'SLIP_INVALID'],
    ['there is no selection', { selectionId: fault }, 'SLIP_INVALID'],
    ['its odds are worse', { odds: '2.09' }, 'ODDS_MOVED'],
    ['its odds are missing', { odds: fault }, 'SLIP_INVALID'],
    ['its odds are no odds', { odds: '-' }, 'SLIP_INVALID'],
    ['its stake is another', { stake: '10.01' }, 'SLIP_INVALID'],
    ['its stake is missing', { stake: fault }, 'SLIP_INVALID'],
    ['its stake is no amount', { stake: '' }, 'SLIP_INVALID'],
    ['the limit is less', { maxStake: '9.99' }, 'STAKE_OVER_LIMIT'],
    ['the limit cannot be read', { maxStake: '5.00 / 10.00' }, 'SLIP_INVALID'],
    ['the limit is shown twice', { maxStake: fault }, 'SLIP_INVALID'],
    [
      'the balance is shown twice',
      { session: { ...texts.session, balance: fault } },
      'SLIP_INVALID',
    ],
    ['the balance is less', { session: { ...texts.session, balance: '9.99' } }, 'FUNDS'],
    ['its button cannot be hit', { target: { fault: 'something lies over it' } }, 'SLIP_INVALID'],
  ])('is refused because %s', (_why, change, code) => {
    expect(decideSlip(contract, plan, { ...texts, ...change })).toMatchObject({ ok: false, code })
  })
})
