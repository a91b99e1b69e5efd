import { Button, Table, Text } from '@mantine/core'
import type { Account } from '@surefoot/shared/messages'
import { execute } from '../api/commands.ts'
import type { Desk, LiveOpportunity } from '../api/desk.ts'
import { formatBps, formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatEvent, formatMarket, formatOutcome } from '../format/words.ts'
import { noteExecution } from '../live/own-executions.ts'
import { AccountLetter } from '../parts/account-letter.tsx'
import { Age } from '../parts/age.tsx'
import { tell } from '../parts/notices.ts'
import { useCommand } from '../parts/use-command.ts'
import { whyNot, whyStopped } from './why-not.ts'

export interface OpportunityRowProps {
  readonly opportunity: LiveOpportunity
  readonly desk: Desk | undefined
  /** The gateway's present, milliseconds since 1970. */
  readonly now: number
  readonly stake: string | null
}

export function OpportunityRow({ opportunity, desk, now, stake }: OpportunityRowProps) {
  const { sport, market, line, profit, profitBps } = opportunity
  const taking = useCommand({
    run: execute,
    failure: () => `${formatEvent(opportunity)} was not taken`,
    onDone: ({ executionId }) =>
      tell({ kind: 'done', title: `Taking ${formatEvent(opportunity)}`, executionId }),
  })
  const take = (): void => {
    const executionId = crypto.randomUUID()
    noteExecution(executionId, formatEvent(opportunity))
    taking.mutate({
      executionId,
      opportunityId: opportunity.opportunityId,
      ...(stake === null ? {} : { stake }),
    })
  }
  return (
    <Table.Tr>
      <Table.Td data-wide>
        <Text fw={600} size="sm">
          {formatEvent(opportunity)}
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
          {whyNot(opportunity, desk)}
        </Text>
      </Table.Td>
      <Table.Td data-wide ta="right">
        <Button
          size="sm"
          color={desk?.control.venue === 'live' ? 'red' : 'ink'}
          loading={taking.isPending}
          disabled={whyStopped(desk) !== null}
          onClick={take}
        >
          Execute
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

interface SideProps {
  readonly account: Account
  readonly opportunity: LiveOpportunity
  readonly now: number
}

function Side({ account, opportunity, now }: SideProps) {
  const leg = opportunity.legs[account]
  return (
    <Table.Td data-account={account}>
      <div className="opportunity-side">
        <AccountLetter role={account} size={12} />
        <span className="opportunity-odds">{formatOdds(leg.odds)}</span>
        <Text size="sm" fw={550}>
          {formatOutcome(leg.outcome, opportunity)}
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
