import { describe, expect, test } from 'vitest'
import { choicesQuery, type Choices } from '../src/api/choices.ts'
import { evidenceQuery, needsQuery } from '../src/api/needs.ts'
import { deskQuery, executionQuery } from '../src/api/queries.ts'
import {
  after,
  buildBet,
  buildChoices,
  buildDesk,
  buildHedgeEvent,
  buildLeg,
  buildNeed,
  buildReading,
  buildReceipt,
  buildRecord,
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

describe('what needs a person', () => {
  test('when nothing does, the screen says what would', async () => {
    const words = await renderScreen('/needs-you', [desk(), [needsQuery.queryKey, []]])
    expect(words).toContain('Nothing needs you')
    expect(words).toContain('nobody knows whether it was placed')
  })

  test('shows of an escalated leg what was asked and what was read, and presets no decision', async () => {
    const leg = buildLeg('A', { state: 'ESCALATED' })
    const evidence = [
      {
        legId: leg.legId,
        at: after(40),
        reason: 'No proof.',
        readings: [buildReading([buildBet()])],
      },
    ]
    const words = await renderScreen('/needs-you', [
      desk(),
      [needsQuery.queryKey, [buildNeed()]],
      [executionQuery(EXECUTION).queryKey, buildRecord([leg, buildLeg('B', { state: 'VOID' })])],
      [evidenceQuery(EXECUTION).queryKey, evidence],
    ])
    expect(words).toContain('Was leg A placed? Nobody knows')
    expect(words).toContain('25.00 at risk')
    expect(words).toContain('Stake 25.00')
    expect(words).toContain('475.00 −25.00 1 1')
    expect(words).toContain('It was placed')
    expect(words).toContain('It was not placed')
    expect(words).not.toContain('Review the decision')
  })

  test('offers no decision about a leg that was decided a moment ago', async () => {
    const words = await renderScreen('/needs-you', [
      desk(),
      [needsQuery.queryKey, [buildNeed()]],
      [executionQuery(EXECUTION).queryKey, buildRecord([buildLeg('A'), buildLeg('B')])],
    ])
    expect(words).toContain('Decided: leg A is ACCEPTED.')
    expect(words).not.toContain('It was not placed')
  })

  const escalated = { message: 'Every choice loses too much.', choices: CHOICES }
  const lone = buildRecord(
    [buildLeg('A', { receipt: buildReceipt('25.00') }), buildLeg('B', { state: 'REJECTED' })],
    {
      hedgeEvents: [
        buildHedgeEvent('triggered', 1, {}),
        buildHedgeEvent('escalated', 2, escalated),
      ],
    },
  )
  const renderLone = (change: Partial<Choices> = {}, record = lone) =>
    renderScreen('/needs-you', [
      desk(),
      [
        needsQuery.queryKey,
        [buildNeed({ id: 'hedge', kind: 'hedge', message: escalated.message })],
      ],
      [executionQuery(EXECUTION).queryKey, record],
      [choicesQuery(EXECUTION).queryKey, buildChoices(change)],
    ])

  test('shows of a lone leg what is exposed and each choice at its present price, with a button', async () => {
    const words = await renderLone()
    expect(words).toContain('Leg A is exposed and not covered')
    expect(words).toContain('If you do nothing, exposed for 75 s')
    expect(words).toContain('Alcaraz : +27.50 Sinner : −25.00')
    expect(words).toContain(
      'Back Sinner at south Price 2.00 0.4 s Stake 26.25 After it, at worst +1.25 Place 26.25 at B',
    )
  })

  test('shows a price that is not known as not known, says why, and offers no button for it', async () => {
    const words = await renderLone()
    const why = 'The bookmaker has suspended it.'
    expect(words).toContain(
      `Back Sinner at north Price Not known 9.0 s Stake Not known After it, at worst Not known ${why}`,
    )
    expect(words).not.toContain('at A Accept')
    expect(words.match(/Place \d/g)).toHaveLength(1)
  })

  test('offers the listed bets that nobody owns, and to accept the risk with a reason', async () => {
    const bet = buildBet({ betReference: 'HAND', selectionId: 'selection-B', stake: '26.00' })
    const words = await renderLone({
      adoptable: [{ account: 'B', legId: null, bet, readAt: after(9) }],
    })
    expect(words).toContain('HAND : 26.00 at 2.10, open')
    expect(words).toContain('Adopt this bet')
    expect(words).toContain('Why you accept it')
    expect(words).toContain('Accept −25.00 at worst')
    expect(await renderLone()).not.toContain('Adopt this bet')
  })

  test('says that nothing can be placed now, and what became of the hedges before', async () => {
    const blocked = 'The desk is killed: nothing is placed until you press Pause.'
    const hedge = buildLeg('H', { state: 'REJECTED', reason: 'SUSPENDED' })
    const words = await renderLone({ blocked }, { ...lone, legs: [...lone.legs, hedge] })
    expect(words).toContain(blocked)
    expect(words).toContain('at account A is REJECTED: SUSPENDED')
  })

  test("shows a bookmaker's text as text", async () => {
    const need = buildNeed({ kind: 'alarm', message: '<img src=x onerror=alert(1)>', atRisk: null })
    const words = await renderScreen('/needs-you', [desk(), [needsQuery.queryKey, [need]]])
    expect(words).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })
})
