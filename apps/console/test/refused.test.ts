import { QueryClient } from '@tanstack/react-query'
import { refusedRow, type RefusedRow } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { deskQuery, opportunitiesQuery, refusedQuery } from '../src/api/queries.ts'
import { applyEvent } from '../src/live/apply-event.ts'
import { whyNot } from '../src/opportunities/why-not.ts'
import { HEALTHY } from './build-health.ts'
import { buildDesk, buildOpportunity } from './build.ts'
import { renderScreen } from './render-screen.tsx'

const row = (change: Partial<RefusedRow> = {}): RefusedRow =>
  refusedRow.parse({
    opportunityId: 'one',
    home: 'Alcaraz',
    away: 'Sinner',
    sport: 'tennis',
    start: '2026-01-01T13:00:00.000Z',
    market: 'match_winner',
    line: null,
    odds: { A: '2.05', B: '2.05' },
    edgeBps: 250,
    rail: 'prices flipped',
    because: 'The prices agree better with the sides of one of them swapped.',
    livedMs: 12_000,
    endedAgoMs: null,
    ...change,
  })

const screenWith = (refused: readonly RefusedRow[]) =>
  renderScreen('/opportunities', [
    [deskQuery.queryKey, buildDesk()],
    [opportunitiesQuery.queryKey, []],
    [refusedQuery.queryKey, refused],
  ])

test('refused prices are rows with their reason, numbers and life time, and cannot be executed', async () => {
  const words = await screenWith([row(), row({ opportunityId: 'two', endedAgoMs: 30_000 })])
  expect(words).toContain('prices flipped : The prices agree better')
  expect(words).toContain('A 2.05 · B 2.05 · 2.50 % by the odds · for 12 s')
  expect(words).toContain('lived 12 s, ended 30 s ago')
  expect(words).not.toContain('Execute ')
})

test('without refused prices the screen has no such list', async () => {
  expect(await screenWith([])).not.toContain('Refused')
})

test('each event replaces the list', () => {
  const client = new QueryClient()
  applyEvent(client, { name: 'refused', data: { refused: [row()] } })
  applyEvent(client, { name: 'refused', data: { refused: [row({ opportunityId: 'two' })] } })
  expect(client.getQueryData(refusedQuery.queryKey)).toMatchObject([{ opportunityId: 'two' }])
})

test('an opportunity that is left to an operator shows why, in manual and in auto', () => {
  const review = { rail: 'edge above the cap', because: 'A sure 6.00 % is more than usual.' }
  const left = buildOpportunity({ review })
  expect(whyNot(left, buildDesk(), HEALTHY)).toBe(review.because)
  expect(whyNot(left, buildDesk({ mode: 'auto' }), HEALTHY)).toBe(
    `Auto does not take it. ${review.because}`,
  )
})
