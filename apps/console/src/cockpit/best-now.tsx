import { Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ACCOUNTS } from '@surefoot/shared/messages'
import type { LiveOpportunity } from '../api/desk.ts'
import { opportunitiesQuery } from '../api/queries.ts'
import { formatBps, formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { useDesk } from '../live/use-desk.ts'
import { EventName } from '../names/event-name.tsx'
import { AccountLetter } from '../parts/account-letter.tsx'
import { CardHead } from '../parts/card-head.tsx'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { ScreenLink } from '../parts/links.tsx'

const SHOWN = 4

/** How many opportunities are found, and the best of now. */
export function BestNow() {
  const { desk } = useDesk()
  const { data, error, refetch } = useQuery(opportunitiesQuery)
  return (
    <section className="card">
      <CardHead title="Opportunities">
        <ScreenLink to="/opportunities">All opportunities</ScreenLink>
      </CardHead>
      <Group align="baseline" gap={8} mb="sm">
        <Text fz={28} fw={700} lh={1}>
          {desk?.opportunityRate ?? '–'}
        </Text>
        <Text size="sm" className="quiet">
          found in the last minute, {data?.length ?? '–'} live now
        </Text>
      </Group>
      {error && <Failure what="The opportunities" error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton h={120} />}
      {data?.length === 0 && (
        <Empty title="No opportunity now">
          Opportunities appear when both accounts run and their prices differ enough.
        </Empty>
      )}
      <Stack gap={0}>
        {data?.slice(0, SHOWN).map((opportunity) => (
          <BestRow key={opportunity.opportunityId} opportunity={opportunity} />
        ))}
      </Stack>
    </section>
  )
}

function BestRow({ opportunity }: { readonly opportunity: LiveOpportunity }) {
  const { legs, profit, profitBps } = opportunity
  return (
    <div className="row-line">
      <span className="row-line-event">
        <EventName of={opportunity} />
      </span>
      <span className="row-line-facts">
        {ACCOUNTS.map((account) => (
          <span key={account} className="leg-status">
            <AccountLetter role={account} size={11} />
            {formatOdds(legs[account].odds)}
          </span>
        ))}
        <Text size="sm" fw={650} className="good" ta="right" miw={110}>
          {formatMoney(profit, { isSigned: true })} · {formatBps(profitBps)}
        </Text>
      </span>
    </div>
  )
}
