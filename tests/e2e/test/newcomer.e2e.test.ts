import { compareBooks, readBook, runDesk, type Screen } from '@surefoot/local'
import { afterAll, expect, test } from 'vitest'
import { openDesk } from '../src/open-desk.ts'
import { openOperatorBrowser } from '../src/open-console.ts'
import { walkNewcomer } from '../src/walk/newcomer-walk.ts'

const MAX_CLICKS = 9
/** Of a machine that does much besides: the walk itself takes half a minute. */
const WALKED_WITHIN_MS = 900_000
const resources = new AsyncDisposableStack()
afterAll(() => resources.disposeAsync())

test(
  'a newcomer comes from the link to the first accepted execution by nine clicks at most, and by no key',
  async () => {
    // The one opportunity is the test's own: another's price may move between the click and the slip.
    const { stack, operator } = resources.use(
      await openDesk({
        SANDBOX_OPPORTUNITIES_PER_MINUTE: '0',
        SANDBOX_PHANTOMS_PER_MINUTE: '0',
        SANDBOX_SETTLEMENTS_PER_MINUTE: '0',
      }),
    )
    const lines: string[] = []
    const stopping = new AbortController()
    const manual = runDesk({
      stack,
      screen: keepLines(lines),
      isManual: true,
      forSeconds: null,
      signal: stopping.signal,
    })
    resources.defer(async () => {
      stopping.abort()
      await manual.catch(() => undefined)
    })
    const { page, complaints } = resources.use(await openOperatorBrowser())
    const hand = await walkNewcomer({ page, stack })

    expect(hand.clicks.length).toBeLessThanOrEqual(MAX_CLICKS)
    expect(await hand.counted()).toEqual({ presses: hand.clicks.length, keys: 0 })
    const [first] = await operator.executions()
    expect(first).toMatchObject({ final_status: 'success', venue: 'live' })
    expect(complaints).toEqual([])

    for (const step of ['Open both browsers', 'Mark A as North', 'Mark B as South'])
      expect(lines).toEqual(expect.arrayContaining([`→ next: ${step}`, `done: ${step}`]))
    const bets = await readBook(stack.sandbox)
    expect(bets.map(({ house }) => house).toSorted()).toEqual(['north', 'south'])
    expect(compareBooks([await operator.execution(first?.id ?? '')], bets)).toEqual([])

    stopping.abort()
    expect((await manual).faults).toEqual([])
  },
  WALKED_WITHIN_MS,
)

/** A terminal whose lines are kept. */
function keepLines(lines: string[]): Screen {
  const keep = (text: string): void => void lines.push(text)
  return { step: keep, good: keep, warn: keep, bad: keep, plain: keep }
}
