import { SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { ACCOUNTS } from '@surefoot/shared/messages'
import { useQuery } from '@tanstack/react-query'
import { statementsQuery } from '../api/statements.ts'
import { Failure } from '../parts/failure.tsx'
import { AccountMoney } from './account-money.tsx'
import { OpenBets } from './open-bets.tsx'
import { ProfitByDay } from './profit-by-day.tsx'

/** Where the money is: at each bookmaker, in bets that have not ended, and won or lost by day. */
export function MoneyScreen() {
  const { data, error, refetch } = useQuery(statementsQuery)
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>Money</Title>
        <Text size="sm" className="quiet">
          What the bookmakers show, held against the ledger.
        </Text>
      </div>
      {error && <Failure what="The statements" error={error} onRetry={() => void refetch()} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {ACCOUNTS.map((account) => (
          <AccountMoney
            key={account}
            account={account}
            statement={data?.statements.find((each) => each.account === account)}
            unwatched={data?.unwatched?.filter((each) => each.account === account) ?? []}
          />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <OpenBets />
        <ProfitByDay />
      </SimpleGrid>
    </Stack>
  )
}
