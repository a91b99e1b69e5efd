import { ACCOUNTS } from '@surefoot/shared/messages'
import { METRICS, observe, type Observe } from '@surefoot/shared/runtime'
import type { LiveDesk } from './live-desk.ts'
import { listNeeds } from './needs/list-needs.ts'
import type { LiveNeeds } from './needs/live-needs.ts'
import { NEED_KINDS } from './needs/need.ts'

/** Who halts a desk and is no person. */
const PROGRAMS: ReadonlySet<string> = new Set(['audit', 'execution', 'hedge', 'worker'])

export interface ObservedDesk {
  readonly liveDesk: Pick<LiveDesk, 'peek'>
  readonly needs: Pick<LiveNeeds, 'peek'>
}

/**
 * Tell at each scrape what the console shows of the desk, until disposed. Nothing while the ledger is silent: no number is
 * better than the last one. Two gateways tell the same.
 */
export function observeDesk({ liveDesk, needs }: ObservedDesk): Disposable {
  const { browserUp, deskHaltedByProgram, needs: kinds, streamSilence, unhedgedExposure } = METRICS
  const gauges = [browserUp, deskHaltedByProgram, kinds, streamSilence, unhedgedExposure]
  return observe(gauges, (tell) => {
    const desk = liveDesk.peek()
    if (desk === null) return
    for (const account of ACCOUNTS) {
      const { browser } = desk.accounts[account]
      const labels = { desk: desk.deskId, account }
      tell(browserUp, labels, Number(browser?.isUp ?? false))
      if (typeof browser?.streamAgeMs === 'number')
        tell(streamSilence, labels, browser.streamAgeMs / 1000)
    }
    tellNeeds(tell, desk, needs.peek())
  })
}

function tellNeeds(
  tell: Observe,
  desk: NonNullable<ReturnType<LiveDesk['peek']>>,
  ledger: ReturnType<LiveNeeds['peek']>,
): void {
  if (ledger === null || desk.unhedged === null) return
  const labels = { desk: desk.deskId }
  const isByProgram = desk.halt !== null && PROGRAMS.has(desk.halt.actor)
  tell(METRICS.unhedgedExposure, labels, Number(desk.unhedged))
  tell(METRICS.deskHaltedByProgram, labels, Number(isByProgram))
  const listed = listNeeds(ledger, desk)
  for (const kind of NEED_KINDS)
    tell(METRICS.needs, { ...labels, kind }, listed.filter((need) => need.kind === kind).length)
}
