import { Table, Title } from '@mantine/core'
import type { StatementDifference } from '@surefoot/shared/messages'
import { ExecutionLink } from '../parts/links.tsx'
import { Outside } from '../names/outside.tsx'

const KINDS: Record<StatementDifference['kind'], string> = {
  missing: 'Not shown',
  other_stake: 'Other stake',
  other_odds: 'Other odds',
  other_return: 'Other payment',
  other_result: 'Other result',
}

/** A UUID, before the leg's letter. */
const EXECUTION_ID_LENGTH = 36

/** Where a bookmaker's statement and the ledger do not say the same. */
export function Differences({
  differences,
}: {
  readonly differences: readonly StatementDifference[]
}) {
  return (
    <div className="figures">
      <Title order={3} size="sm" className="bad">
        The statement differs from the ledger
      </Title>
      <Table verticalSpacing="xs">
        <Table.Tbody>
          {differences.map(({ kind, legId, betReference, message }) => (
            <Table.Tr key={`${kind} ${legId}`}>
              <Table.Td fw={600}>{KINDS[kind]}</Table.Td>
              <Table.Td data-words>
                <Outside>{message}</Outside>
              </Table.Td>
              <Table.Td>
                <ExecutionLink executionId={legId.slice(0, EXECUTION_ID_LENGTH)}>
                  <Outside>{betReference || 'See the bet'}</Outside>
                </ExecutionLink>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
