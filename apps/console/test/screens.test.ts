import { describe, expect, test } from 'vitest'
import { latestExecutionsQuery } from '../src/api/latest-executions.ts'
import { historyQuery } from '../src/api/executions.ts'
import { deskQuery, executionQuery, importedQuery } from '../src/api/queries.ts'
import { statementsQuery } from '../src/api/statements.ts'
import {
  after,
  buildBet,
  buildDesk,
  buildExecution,
  buildHedgeEvent,
  buildLeg,
  buildReceipt,
  buildRecord,
  buildStatement,
  EXECUTION,
} from './build.ts'
import { renderScreen, type Answer } from './render-screen.tsx'

const desk = (...told: Parameters<typeof buildDesk>): Answer => [
  deskQuery.queryKey,
  buildDesk(...told),
]
const CHOICES = [
  {
    kind: 'opposite',
    account: 'A',
    odds: '1.50',
    stake: '33.30',
    worstCase: '-13.30',
    why: 'Too dear.',
  },
  {
    kind: 'cash_out',
    account: 'A',
    odds: null,
    stake: null,
    worstCase: null,
    why: 'Nothing is offered.',
  },
  { kind: 'hold', account: null, odds: null, stake: null, worstCase: '-25.00', why: null },
]

describe('the header of every screen', () => {
  test('shows what is unhedged, what waits for a person, and why the desk was halted', async () => {
    const halt = {
      reason: 'Three executions in a row have failed.',
      actor: 'audit',
      executionId: null,
      at: after(0),
    }
    const told = { unhedged: '1025.00', needsYou: 2, halt }
    const words = await renderScreen('/needs-you', [desk({ trading: 'HALT_NEW' }, told)])
    expect(words).toContain('Unhedged 1,025.00')
    expect(words).toContain('Needs you 2')
    expect(words).toContain('Three executions in a row have failed.')
    for (const act of ['Run', 'Pause', 'Kill', 'Paper', 'Live']) expect(words).toContain(act)
  })

  test('says that it does not know, instead of nothing', async () => {
    const words = await renderScreen('/money', [desk({}, { unhedged: null, needsYou: null })])
    expect(words).toContain('Unhedged Not known')
    expect(words).toContain('Needs you ?')
  })
})

describe('money', () => {
  test('shows balance, exposure and differences of each account, and of one without a statement what would bring it', async () => {
    const message = 'Bet N-7 has a stake of 5.00, not 25.00.'
    const legId = `${EXECUTION}-A`
    const differences = [{ kind: 'other_stake' as const, legId, betReference: 'N-7', message }]
    const statement = buildStatement({
      differences,
      external: [buildBet({ betReference: 'BY-HAND' })],
    })
    const words = await renderScreen('/money', [
      desk(
        {},
        {
          exposure: {
            A: { total: '80.00', byMatch: {}, external: '25.00' },
            B: { total: '0.00', byMatch: {}, external: '0.00' },
          },
        },
      ),
      [statementsQuery.queryKey, { statements: [statement] }],
      [latestExecutionsQuery.queryKey, { executions: [], isCut: false }],
    ])
    expect(words).toContain('Balance 475.00 Outstanding 80.00 of it bet by hand 25.00')
    expect(words).toContain(message)
    expect(words).toContain('BY-HAND')
    expect(words).toContain('No statement yet')
    expect(words).toContain('No open bet')
    expect(words).toContain('Nothing booked')
  })

  test('says of bets at a bookmaker that the account has left that they are not watched, and not that all agrees', async () => {
    const agreeing = buildStatement({ differences: [], external: [] })
    const left = { account: 'A', providerId: 'north', movedTo: 'west', bets: 2, stake: '80.00' }
    const show = (unwatched: readonly unknown[]) =>
      renderScreen('/money', [
        desk(),
        [statementsQuery.queryKey, { statements: [agreeing], unwatched }],
        [latestExecutionsQuery.queryKey, { executions: [], isCut: false }],
      ])
    expect(await show([])).toContain('agrees with the ledger')
    const words = await show([left])
    expect(words).toContain('north: 2 open, stake 80.00. The statement of west does not show them')
    expect(words).not.toContain('agrees')
  })

  test('adds up what was really won, and lists what has not ended', async () => {
    const executions = [
      buildExecution({ venue: 'live', home: 'Open One' }),
      buildExecution({ venue: 'live', home: 'Ended', id: crypto.randomUUID(), profit: '-1.20' }),
    ]
    const words = await renderScreen('/money', [
      desk(),
      [latestExecutionsQuery.queryKey, { executions, isCut: false }],
    ])
    expect(words).toContain('Open One – Sinner')
    expect(words).not.toContain('Ended – Sinner')
    expect(words).toContain('1 +3.80 −1.20 1')
  })
})

describe('an execution', () => {
  const render = (record: ReturnType<typeof buildRecord>) =>
    renderScreen(`/executions/${EXECUTION}`, [desk(), [executionQuery(EXECUTION).queryKey, record]])

  test('shows what was booked beside what was promised, and how each bet ended', async () => {
    const settlement = {
      result: 'won',
      returned: '52.50',
      at: after(900),
      by: 'statement',
    } as const
    const legs = [
      buildLeg('A', { receipt: buildReceipt('25.00'), settlement }),
      buildLeg('B', { receipt: buildReceipt('26.19') }),
    ]
    const execution = buildExecution({ venue: 'live', profit: '1.31' })
    const words = await render(buildRecord(legs, { execution }))
    expect(words).toContain('Promised when taken +3.80')
    expect(words).toContain('Booked +1.31')
    expect(words).toContain('Won 52.50 paid back: +27.50')
    expect(words).toContain('Not settled: its stake is outstanding.')
    expect(words).toContain('Settle by hand')
  })

  test('shows nothing as booked before all is settled, and no way to settle what is no bet', async () => {
    const legs = [buildLeg('A', { venue: 'paper' }), buildLeg('B', { state: 'REJECTED' })]
    const words = await render(buildRecord(legs))
    expect(words).toContain('Booked when all is settled –')
    expect(words).not.toContain('Settle by hand')
  })

  test('leads from an escalated leg to the decision, and shows the choices of its hedge', async () => {
    const legs = [buildLeg('A'), buildLeg('B', { state: 'ESCALATED' })]
    const hedgeEvents = [
      buildHedgeEvent('escalated', 2, { message: 'Too dear.', choices: CHOICES }),
    ]
    const words = await render(buildRecord(legs, { hedgeEvents }))
    expect(words).toContain('Decide whether it was placed')
    expect(words).toContain('escalated Too dear.')
    expect(words).toContain('Bet the opposite at the same bookmaker')
  })
})

describe('the history', () => {
  const page = (executions: unknown[]): Answer => [
    historyQuery({}).queryKey,
    { pages: [{ executions, next: null }], pageParams: [null] },
  ]
  const imported = (executions: unknown[]): Answer => [
    importedQuery.queryKey,
    { pages: [{ executions, total: executions.length }], pageParams: [0] },
  ]
  const row = {
    source: 'sqlite',
    id: '7',
    timestamp: '2025-03-02T08:00:00.000Z',
    deskId: 'main',
    matchId: 'Reds v Blues',
    providerA: 'north',
    providerB: 'South Bet',
    stakeA: '25.00',
    stakeB: null,
    legA_status: 'success',
    legB_status: null,
    hedge_triggered: true,
    final_status: null,
    error_message: null,
    hedgeEvents: [
      { id: '1', timestamp: '2025-03-02T08:00:03.000Z', auditId: '7', details: { sold: 12 } },
    ],
  }

  test('shows what an earlier engine did, marked as imported, and never as open', async () => {
    const words = await renderScreen('/history', [
      desk(),
      page([buildExecution()]),
      imported([row]),
    ])
    expect(words).toContain('What an earlier engine did: 1 in all.')
    expect(words).toContain(
      'Reds v Blues north: 25.00, success South Bet: stake not known, status not known',
    )
    expect(words).toContain('Imported Never ended')
    expect(words).toContain('{"sold":12}')
    expect(words).toContain('2025')
  })

  test('says nothing of an import where there was none', async () => {
    const words = await renderScreen('/history', [desk(), page([buildExecution()]), imported([])])
    expect(words).not.toContain('Imported')
  })
})
