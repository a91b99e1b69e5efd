import type { LearntLimit } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { createLimitBook } from '../src/limit-book.ts'

const place = {
  account: 'B',
  providerId: 'south',
  sport: 'basketball',
  market: 'total',
} as const
const limitOf = (stake: string): LearntLimit => ({
  deskId: 'main',
  ...place,
  legId: '11111111-1111-4111-8111-111111111111-B',
  stake,
  asked: '25.00',
  since: '2026-01-01T12:00:00.000Z',
})
const change = (stake: string, isForgotten = false) => ({
  deskId: 'main',
  limit: limitOf(stake),
  isForgotten,
})

test('limits are not known before the list was read, whatever was announced', () => {
  const book = createLimitBook()
  book.adopt(change('2.50'))
  expect(book.isKnown()).toBe(false)
  book.read()([])
  expect(book.isKnown()).toBe(true)
})

test('a limit is of one account, provider, sport and kind of market', () => {
  const book = createLimitBook()
  book.read()([limitOf('2.50')])
  expect(book.find(place)).toMatchObject({ stake: '2.50' })
  for (const other of [
    { account: 'A' as const },
    { providerId: 'north' },
    { sport: 'tennis' },
    { market: 'match_winner' as const },
  ])
    expect(book.find({ ...place, ...other })).toBeUndefined()
})

test('what is announced counts at once, and a list that was asked for before it does not undo it', () => {
  const book = createLimitBook()
  book.read()([])
  const late = book.read()
  book.adopt(change('2.50'))
  late([])
  expect(book.find(place)).toMatchObject({ stake: '2.50' })
  book.adopt(change('2.50', true))
  expect(book.find(place)).toBeUndefined()
})

test('a change that was not announced is in the next list', () => {
  const book = createLimitBook()
  book.read()([limitOf('2.50')])
  book.read()([limitOf('1.00')])
  expect(book.find(place)).toMatchObject({ stake: '1.00' })
  book.read()([])
  expect(book.find(place)).toBeUndefined()
})
