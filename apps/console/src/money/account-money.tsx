import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { Account, StatementRow, UnwatchedBets } from '@surefoot/shared/messages'
import { reconcileAccount } from '../api/commands.ts'
import { needsQuery } from '../api/needs.ts'
import { statementsQuery } from '../api/statements.ts'
import { formatAge } from '../format/age.ts'
import { formatMoney } from '../format/money.ts'
import { useDesk, useGatewayNow } from '../live/use-desk.ts'
import { AccountLetter } from '../parts/account-letter.tsx'
import { Fact } from '../parts/fact.tsx'
import { tell } from '../parts/notices.ts'
import { useCommand } from '../parts/use-command.ts'
import { StatementParts } from './statement-parts.tsx'

export interface AccountMoneyProps {
  readonly account: Account
  /** The latest one; undefined before there is one. */
  readonly statement: StatementRow | undefined
  /** Bets at providers that the account has left. */
  readonly unwatched: readonly UnwatchedBets[]
}

/** One account's money: what the bookmaker shows, what is outstanding, and where the two records differ. */
export function AccountMoney({ account, statement, unwatched }: AccountMoneyProps) {
  const { desk } = useDesk()
  const exposure = desk?.exposure[account]
  const reconciling = useReconcile(account)
  const amount = (value: string | undefined): string => (value ? formatMoney(value) : '–')
  return (
    <section
      className="card account-card"
      data-account={account}
      aria-label={`Money of account ${account}`}
    >
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <AccountLetter role={account} size={20} />
            <div>
              <Title order={2}>{desk?.accounts[account].providerId ?? 'No provider now'}</Title>
              <StatementAge readAt={statement?.readAt} />
            </div>
          </Group>
          <Button
            size="sm"
            variant="default"
            flex="none"
            loading={reconciling.isPending}
            onClick={() => reconciling.mutate(account)}
          >
            Reconcile now
          </Button>
        </Group>
        <dl className="facts">
          <Fact name="Balance">{amount(statement?.balance)}</Fact>
          <Fact name="Outstanding">{amount(exposure?.total)}</Fact>
          <Fact name="of it bet by hand">{amount(exposure?.external)}</Fact>
          <Fact name="Limit in all">{amount(desk?.limits.total)}</Fact>
        </dl>
        <StatementParts statement={statement} unwatched={unwatched} />
      </Stack>
    </section>
  )
}

function StatementAge({ readAt }: { readonly readAt: string | undefined }) {
  const now = useGatewayNow()
  return (
    <Text size="sm" className="quiet">
      {readAt === undefined
        ? 'No statement yet'
        : `Statement read ${formatAge(now - Date.parse(readAt))} ago`}
    </Text>
  )
}

function useReconcile(account: Account) {
  const client = useQueryClient()
  return useCommand({
    run: reconcileAccount,
    failure: () => `Account ${account} was not reconciled`,
    onDone: ({ settled, statement }) => {
      tell({
        kind: 'done',
        title: `Account ${account} is reconciled`,
        message: `Bets settled: ${settled.length}. Differences: ${statement.differences.length}.`,
      })
      const executions = [['executions'], ['execution'], ['latest-executions']]
      for (const queryKey of [statementsQuery.queryKey, needsQuery.queryKey, ...executions])
        void client.invalidateQueries({ queryKey })
    },
  })
}
