import { Group, Text } from '@mantine/core'
import type { ExecutionRow } from '@surefoot/shared/messages'
import { formatMoney } from '../format/money.ts'
import { BookedProfit } from '../parts/booked-profit.tsx'

/** What was promised when it was taken, and beside it what was really won or lost. */
export function ProfitFacts({ execution }: { readonly execution: ExecutionRow }) {
  const { expectedProfit, profit } = execution
  return (
    <Group gap="xl" ta={{ base: 'left', sm: 'right' }}>
      <div>
        <Text size="sm" className="quiet">
          Promised when taken
        </Text>
        <Text fz={22} fw={700}>
          {formatMoney(expectedProfit, { isSigned: true })}
        </Text>
      </div>
      <div>
        <Text size="sm" className="quiet">
          {profit === null ? 'Booked when all is settled' : 'Booked'}
        </Text>
        <Text fz={22} fw={700}>
          <BookedProfit execution={execution} />
        </Text>
      </div>
    </Group>
  )
}
