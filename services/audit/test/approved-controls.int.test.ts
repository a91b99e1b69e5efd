/** Who may send `ledger.control` may halt a desk; only what the gateway approved loosens how it trades. */
import { ledgerApprove, ledgerChain, ledgerControl, ledgerDesk } from '@surefoot/shared/messages'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { DESK } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

const ledger: TestLedger = await openLedger({ demandsApproval: true })
afterAll(() => ledger[Symbol.asyncDispose]())

type Change = Parameters<typeof control>[0]

const control = (
  change: {
    trading?: 'RUN' | 'HALT_NEW' | 'HALT_ALL'
    mode?: 'auto' | 'manual'
    venue?: 'live' | 'paper'
  },
  deskId = DESK,
) => ledger.ask(ledgerControl, { deskId, change, actor: 'operator', reason: null })
const approve = (change: Change, deskId = DESK) =>
  ledger.ask(ledgerApprove, { deskId, change, actor: 'operator:ann' })
const read = async () => {
  const desk = await ledger.ask(ledgerDesk, { deskId: DESK })
  return desk.ok ? desk.control : undefined
}

const HALTED = { trading: 'HALT_ALL', mode: 'manual', venue: 'paper' } as const

beforeEach(async () => {
  await control(HALTED)
})

test.for<Change>([
  { trading: 'RUN' },
  { trading: 'HALT_NEW' },
  { mode: 'auto' },
  { venue: 'live' },
  { trading: 'HALT_ALL', mode: 'auto' },
])(
  '%j is refused to whoever names an operator without the approval of the gateway',
  async (change) => {
    expect(await control(change)).toMatchObject({ ok: false, code: 'NOT_APPROVED' })
    expect(await read()).toEqual(HALTED)
    await approve(change)
    expect(await control(change)).toMatchObject({ ok: true, control: change })
  },
)

test('a halt needs no approval', async () => {
  await approve({ trading: 'RUN' })
  await control({ trading: 'RUN' })
  expect(await control({ trading: 'HALT_NEW' })).toMatchObject({ ok: true })
  expect(await control({ trading: 'HALT_ALL' })).toMatchObject({ ok: true })
})

test('an approval is for one change, of one desk, once', async () => {
  await approve({ trading: 'RUN' })
  expect(await control({ trading: 'RUN', venue: 'live' })).toMatchObject({ code: 'NOT_APPROVED' })
  expect(await control({ trading: 'RUN' }, 'other')).toMatchObject({ code: 'NOT_APPROVED' })
  expect(await control({ trading: 'RUN' })).toMatchObject({ ok: true })
  await control(HALTED)
  expect(await control({ trading: 'RUN' })).toMatchObject({ code: 'NOT_APPROVED' })
})

test('a halt that comes after an approval makes it void', async () => {
  await approve({ trading: 'RUN' })
  await control({ trading: 'HALT_ALL' })
  expect(await control({ trading: 'RUN' })).toMatchObject({ code: 'NOT_APPROVED' })
})

test('an approval that is older than a minute is void', async () => {
  await approve({ trading: 'RUN' })
  await ledger.database.$transaction([
    ledger.database.$executeRaw`SET LOCAL session_replication_role = replica`,
    ledger.database
      .$executeRaw`UPDATE "audit_chain" SET "at" = "at" - interval '61 seconds' WHERE "kind" = 'control.approved'`,
  ])
  expect(await control({ trading: 'RUN' })).toMatchObject({ code: 'NOT_APPROVED' })
})

test('the chain names whom the gateway identified, not whom the message names', async () => {
  await approve({ trading: 'RUN' })
  await control({ trading: 'RUN' })
  const chain = await ledger.ask(ledgerChain, { limit: 1 })
  expect(chain).toMatchObject({
    events: [{ kind: 'desk.controlled', details: { actor: 'operator:ann', approved: true } }],
  })
  await control({ trading: 'HALT_NEW' })
  const claimed = await ledger.ask(ledgerChain, { limit: 1 })
  const [last] = claimed.ok ? claimed.events : []
  expect(last?.details).not.toHaveProperty('approved')
})
