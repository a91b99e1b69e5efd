import { fromMinor, toMinor } from '@surefoot/arbitrage'
import { Button, Group, Table, Text, Title } from '@mantine/core'
import type { BetsReading, Leg } from '@surefoot/shared/messages'
import { reconcileAccount } from '../api/commands.ts'
import { formatMoney } from '../format/money.ts'
import { formatDateTime } from '../format/time.ts'
import { Empty } from '../parts/empty.tsx'
import { useCommand } from '../parts/use-command.ts'
import { findCandidates } from './find-candidates.ts'

export interface ReadingsProps {
  readonly leg: Leg
  /** Oldest first. */
  readonly readings: readonly BetsReading[]
  /** The account's bets were read anew. */
  readonly onRead: (reading: BetsReading) => void
}

/** What the bookmaker showed of the account, and a way to look again. */
export function Readings({ leg, readings, onRead }: ReadingsProps) {
  const reading = useCommand({
    run: reconcileAccount,
    failure: (account) => `The bets of account ${account} were not read`,
    onDone: (done) => onRead(done.reading),
  })
  return (
    <div className="need-part">
      <Group justify="space-between" mb="xs">
        <Title order={3} size="sm">
          What the bookmaker shows
        </Title>
        <Button
          size="xs"
          variant="default"
          loading={reading.isPending}
          onClick={() => reading.mutate(leg.account)}
        >
          Read the bets now
        </Button>
      </Group>
      {readings.length === 0 ? (
        <Empty title="No reading">
          The bets could not be read while the leg was looked for. Read them now, or look at the
          open bets and the history in the bookmaker&rsquo;s own page.
        </Empty>
      ) : (
        <ReadingTable leg={leg} readings={readings} />
      )}
    </div>
  )
}

function ReadingTable({ leg, readings }: Omit<ReadingsProps, 'onRead'>) {
  return (
    <div className="figures">
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Read at</Table.Th>
            <Table.Th ta="right">Balance</Table.Th>
            <Table.Th ta="right">Since before the click</Table.Th>
            <Table.Th ta="right">Bets shown</Table.Th>
            <Table.Th ta="right">May be this leg</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {readings.map((reading) => (
            <Table.Tr key={reading.readAt}>
              <Table.Td>{formatDateTime(reading.readAt)}</Table.Td>
              <Table.Td ta="right" data-label="Balance">
                {formatMoney(reading.balance)}
              </Table.Td>
              <Table.Td ta="right" data-label="Since before the click">
                {changeOf(leg, reading)}
              </Table.Td>
              <Table.Td ta="right" data-label="Bets shown">
                {reading.bets.length}
              </Table.Td>
              <Table.Td ta="right" fw={650} data-label="May be this leg">
                {findCandidates(leg, [reading]).length}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" className="quiet" mt="xs">
        A placed bet takes its stake of {formatMoney(leg.stake)} from the balance; other bets and
        payments move it too.
      </Text>
    </div>
  )
}

function changeOf({ balanceBefore }: Leg, { balance }: BetsReading): string {
  if (balanceBefore === null) return '–'
  const change = fromMinor(toMinor(balance) - toMinor(balanceBefore))
  return formatMoney(change, { isSigned: true })
}
