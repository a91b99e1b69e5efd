import { Button, Table, Text } from '@mantine/core'
import { ACCOUNTS, type Account } from '@surefoot/shared/messages'
import type { Desk, LiveOpportunity } from '../api/desk.ts'
import { formatBps, formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatEvent, formatMarket, formatOutcome, splitOutcome } from '../format/words.ts'
import { useHealth } from '../health/use-health.ts'
import { EventName } from '../names/event-name.tsx'
import { Name } from '../names/name.tsx'
import { AccountLetter } from '../parts/account-letter.tsx'
import { Age } from '../parts/age.tsx'
import { useTake } from './use-take.ts'
import { whyNot, whyStopped } from './why-not.ts'
import { Outside } from '../names/outside.tsx'

export interface OpportunityRowProps {
  readonly opportunity: LiveOpportunity
  readonly desk: Desk | undefined
  /** The gateway's present, milliseconds since 1970. */
  readonly now: number
  readonly stake: string | null
  /** Of the row in the list, from 1: the key that executes it. */
  readonly place: number
}

export function OpportunityRow({ opportunity, desk, now, stake, place }: OpportunityRowProps) {
  const { sport, market, line, profit, profitBps } = opportunity
  const health = useHealth()
  const { take, isTaking } = useTake(opportunity)
  return (
    <Table.Tr>
      <Table.Td data-wide>
        <Text fw={600} size="sm">
          <EventName of={opportunity} />
        </Text>
        <span className="opportunity-small">
          {sport} · {formatMarket(market, line)}
        </span>
      </Table.Td>
      <Side account="A" opportunity={opportunity} now={now} />
      <Side account="B" opportunity={opportunity} now={now} />
      <Table.Td ta="right">
        <Text fw={700} className={profit.startsWith('-') ? 'bad' : 'good'}>
          {formatMoney(profit, { isSigned: true })}
        </Text>
        <span className="opportunity-small">{formatBps(profitBps)}</span>
      </Table.Td>
      <Table.Td miw={170} maw={230}>
        <Text size="sm" className="quiet">
          <Outside>{whyNot(opportunity, desk, health)}</Outside>
        </Text>
      </Table.Td>
      <Table.Td data-wide ta="right">
        <Button
          size="sm"
          color={desk?.control.venue === 'live' ? 'red' : 'ink'}
          loading={isTaking}
          disabled={whyStopped(desk, health) !== null}
          aria-label={nameOfExecute(opportunity)}
          data-execute-place={place}
          onClick={() => take(stake)}
        >
          Execute
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

/** Many buttons are called Execute: each is named by what it takes, on which market, and for how much. */
function nameOfExecute(opportunity: LiveOpportunity): string {
  const { legs, market, line, profit } = opportunity
  const sides = ACCOUNTS.map((account) => formatOutcome(legs[account].outcome, opportunity))
  const win = formatMoney(profit, { isSigned: true })
  return `Execute ${formatEvent(opportunity)}, ${formatMarket(market, line)}, ${sides.join(' and ')}, sure profit ${win}`
}

interface SideProps {
  readonly account: Account
  readonly opportunity: LiveOpportunity
  readonly now: number
}

function Side({ account, opportunity, now }: SideProps) {
  const leg = opportunity.legs[account]
  const { name, line } = splitOutcome(leg.outcome, opportunity)
  return (
    <Table.Td data-account={account}>
      <div className="opportunity-side">
        <AccountLetter role={account} size={12} />
        <span className="opportunity-odds">{formatOdds(leg.odds)}</span>
        <Text size="sm" fw={550} className="opportunity-outcome">
          <Name>{name}</Name> <span>{line}</span>
        </Text>
        <span />
        <span className="opportunity-small">
          <Age ms={Math.max(0, now - leg.receivedAt)} />
        </span>
        <span className="opportunity-small">
          {formatMoney(leg.stake)} {leg.currency}
        </span>
      </div>
    </Table.Td>
  )
}
