import type { Stream } from '../api/health.ts'
import { formatAge } from '../format/age.ts'
import { formatCount } from '../format/count.ts'
import { AccountLetter } from '../parts/account-letter.tsx'
import { Age } from '../parts/age.tsx'
import { CardHead } from '../parts/card-head.tsx'
import { Fact } from '../parts/fact.tsx'

export interface StreamCardProps {
  readonly stream: Stream
  /** Since it was received, milliseconds. */
  readonly agoMs: number
}

/** An account's odds stream and its longest silences. */
export function StreamCard({
  stream: { account, ageMs, gaps, quotesMapped },
  agoMs,
}: StreamCardProps) {
  return (
    <section className="card" data-account={account}>
      <CardHead title={`Odds stream ${account}`}>
        <AccountLetter role={account} size={16} />
      </CardHead>
      <dl className="facts">
        <Fact name="Last packet">
          <Age ms={ageMs === null ? null : ageMs + agoMs} />
        </Fact>
        <Fact name="Prices read">{quotesMapped === null ? '–' : formatCount(quotesMapped)}</Fact>
        <Fact name="Longest silences">
          {gaps.length === 0
            ? 'none over 5 s'
            : gaps
                .map(
                  ({ lastedMs, endedAgoMs }) =>
                    `${formatAge(lastedMs)} (${formatAge(endedAgoMs + agoMs)} ago)`,
                )
                .join(', ')}
        </Fact>
      </dl>
    </section>
  )
}
