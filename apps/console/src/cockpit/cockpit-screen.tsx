import { SimpleGrid, Stack, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { deskQuery } from '../api/queries.ts'
import { FirstRunCard } from '../first-run/first-run-card.tsx'
import { Failure } from '../parts/failure.tsx'
import { AccountCard } from './account-card.tsx'
import { BestNow } from './best-now.tsx'
import { JournalCard } from './journal-card.tsx'
import { LastExecutions } from './last-executions.tsx'
import { LimitsCard } from './limits-card.tsx'

/** The desk on one screen: both accounts, what they found, what was taken, and how much is at stake. */
export function CockpitScreen() {
  const { data: desk, error, refetch } = useQuery(deskQuery)
  return (
    <Stack gap="md">
      <VisuallyHidden component="h1">Cockpit</VisuallyHidden>
      {error && <Failure what="The desk" error={error} onRetry={() => void refetch()} />}
      <FirstRunCard />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <AccountCard account="A" view={desk?.accounts.A} />
        <AccountCard account="B" view={desk?.accounts.B} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <BestNow />
        <LimitsCard />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <LastExecutions />
        <JournalCard />
      </SimpleGrid>
    </Stack>
  )
}
