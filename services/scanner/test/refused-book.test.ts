import { MAX_REFUSED_ROWS, opportunityRefused } from '@surefoot/shared/messages'
import { expect, it } from 'vitest'
import { createRefusedReport } from '../src/refused-report.ts'
import { market, openDesk, quote, type TestDesk } from './builders.ts'

/** So many markets whose other side is not open at A. */
function refuseMany(desk: TestDesk, count: number, at = 0) {
  const lines = Array.from({ length: count }, (_, index) => `${index}.5`)
  const total = (line: string) => ({ market: 'total', line }) as const
  desk.say(
    'A',
    lines.map((line) => quote('A', { ...total(line), outcome: 'over', odds: '3.2' })),
    { at },
  )
  const usual = lines.flatMap((line) =>
    market('B', { ...total(line), outcome: 'under', odds: '1.5' }),
  )
  desk.say('B', usual, { at })
}

it('the rows are bounded, however many pairs are refused, and a reader takes the message', () => {
  const desk = openDesk()
  refuseMany(desk, 900)
  const rows = desk.refused(10)
  expect(rows).toHaveLength(MAX_REFUSED_ROWS)
  expect(opportunityRefused.body.safeParse({ deskId: 'main', rows }).success).toBe(true)
  expect(JSON.stringify(rows).length).toBeLessThan(100_000)
})

it('a row lives as long as its prices promise a profit, is shown for a minute after, and then forgotten', () => {
  const desk = openDesk()
  refuseMany(desk, 1)
  expect(desk.refused(3_000)).toMatchObject([{ livedMs: 3_000, endedAgoMs: null, edgeBps: 212 }])
  desk.say('A', [], { deleted: ['n1-0.5over'], at: 4_000 })
  expect(desk.refused(4_000)).toMatchObject([{ livedMs: 4_000, endedAgoMs: 0 }])
  expect(desk.refused(64_000)).toMatchObject([{ livedMs: 4_000, endedAgoMs: 60_000 }])
  expect(desk.refused(64_001)).toEqual([])
})

it('a row ends when its pair is offered', () => {
  const desk = openDesk()
  refuseMany(desk, 1)
  desk.say('A', market('A', { market: 'total', line: '0.5', outcome: 'over', odds: '3.2' }), {
    at: 9,
  })
  expect(desk.refused(10)).toMatchObject([{ endedAgoMs: 1 }])
})

it('a desk without rows is published once more, and then not', () => {
  const published: number[] = []
  const report = createRefusedReport({
    publish: (_definition, body) => {
      const read = opportunityRefused.body.parse(body)
      published.push(read.rows.length)
    },
  })
  const desk = openDesk()
  refuseMany(desk, 1)
  report('main', [])
  report('main', desk.refused(0))
  report('main', [])
  report('main', [])
  expect(published).toEqual([1, 0])
})
