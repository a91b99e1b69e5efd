import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { executionQuery } from '../api/queries.ts'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { Failure } from '../parts/failure.tsx'
import { HedgeChoices } from '../parts/hedge-choices.tsx'
import { choicesOf } from '../parts/read-choices.ts'
import { outcomeOfLeg } from '../execution/outcome-of-leg.ts'

/** A bet that stands alone: what it is, and what each way out wins or loses at worst. */
export function HedgeNeed({ executionId }: { readonly executionId: string }) {
  const { data: record, error, refetch } = useQuery(executionQuery(executionId))
  if (error) return <Failure what="The lone leg" error={error} onRetry={() => void refetch()} />
  if (record === undefined) return <Skeleton h={160} />
  const bets = record.legs.filter(({ state }) => state === 'ACCEPTED')
  return (
    <Stack gap="sm">
      <div className="need-part">
        <Title order={3} size="sm" mb="xs">
          What is bet
        </Title>
        {bets.map((leg) => (
          <Text key={leg.legId}>
            {leg.role === 'H' ? 'Hedge' : `Leg ${leg.role}`}: {outcomeOfLeg(leg, record)},{' '}
            {formatMoney(leg.receipt?.stake ?? leg.stake)} at{' '}
            {formatOdds(leg.receipt?.odds ?? leg.leastOdds)} with {leg.providerId}, account{' '}
            {leg.account}
          </Text>
        ))}
      </div>
      <div className="need-part">
        <Title order={3} size="sm" mb="xs">
          Your choices, at the prices of then
        </Title>
        <HedgeChoices choices={choicesOf(record.hedgeEvents)} />
        <Text size="sm" mt="xs">
          Surefoot places one hedge by itself and no more. Take a choice at the bookmaker from
          another device: in the desk&rsquo;s own browsers a bet by hand is blocked. What you bet is
          noticed in the account&rsquo;s statement and counts as exposure.
        </Text>
      </div>
    </Stack>
  )
}
