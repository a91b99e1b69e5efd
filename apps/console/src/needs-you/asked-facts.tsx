import { Text, Title } from '@mantine/core'
import type { ExecutionRecord, Leg } from '@surefoot/shared/messages'
import { Name } from '../names/name.tsx'
import { outcomeOfLeg } from '../execution/outcome-of-leg.ts'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatPreciseTime } from '../format/time.ts'
import { formatMarket } from '../format/words.ts'
import { Fact } from '../parts/fact.tsx'

export interface AskedFactsProps {
  readonly leg: Leg
  readonly record: ExecutionRecord
}

/** What the leg was allowed to bet, and what came back. */
export function AskedFacts({ leg, record }: AskedFactsProps) {
  const { market, line } = record.execution
  const { account, armedAt, balanceBefore, leastOdds, providerId, receipt, selectionId } = leg
  return (
    <div className="need-part" data-account={account}>
      <Title order={3} size="sm" mb="xs">
        What was asked
      </Title>
      <dl className="facts">
        <Fact name="Backs">
          <Name>{outcomeOfLeg(leg, record)}</Name>
        </Fact>
        <Fact name="Market">{formatMarket(market, line)}</Fact>
        <Fact name="Bookmaker">
          {providerId}, account {account}
        </Fact>
        <Fact name="Stake">{formatMoney(leg.stake)}</Fact>
        <Fact name="Odds">{formatOdds(leastOdds)} or better</Fact>
        <Fact name="Permit given">{armedAt === null ? '–' : formatPreciseTime(armedAt)}</Fact>
        <Fact name="Balance before">
          {balanceBefore === null ? '–' : formatMoney(balanceBefore)}
        </Fact>
        <Fact name="Selection">{selectionId}</Fact>
      </dl>
      {receipt?.raw != null && (
        <details>
          <summary>
            <Text span size="sm" className="quiet">
              The bookmaker&rsquo;s answer as it came
            </Text>
          </summary>
          <pre className="lane-raw">{receipt.raw}</pre>
        </details>
      )}
    </div>
  )
}
