import { Button, Group, Table, Text } from '@mantine/core'
import type { ContractRow } from '@surefoot/shared/messages'
import { useState } from 'react'
import { useDesk } from '../live/use-desk.ts'
import { formatDateTime } from '../format/time.ts'
import { saveFile } from '../parts/save-file.ts'
import { DeleteContract } from './delete-contract.tsx'

export function ContractTable({ contracts }: { readonly contracts: readonly ContractRow[] }) {
  const { desk } = useDesk()
  const isForeign = ({ deskId: owner }: ContractRow): boolean =>
    owner != null && desk !== undefined && owner !== desk.deskId
  const [doomed, setDoomed] = useState<ContractRow | null>(null)
  return (
    <div className="card" style={{ padding: 0, overflowX: 'auto' }}>
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Provider</Table.Th>
            <Table.Th>Version</Table.Th>
            <Table.Th>Origins</Table.Th>
            <Table.Th>Imported</Table.Th>
            <Table.Th aria-label="Act" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {contracts.map((contract) => (
            <Table.Tr key={contract.providerId}>
              <Table.Td>
                <Text fw={600}>{contract.name}</Text>
                <Text size="xs" className="quiet">
                  {contract.providerId}
                </Text>
              </Table.Td>
              <Table.Td>{contract.version}</Table.Td>
              <Table.Td>{contract.origins.join(', ')}</Table.Td>
              <Table.Td>
                {formatDateTime(contract.importedAt)} by {contract.importedBy}
                {isForeign(contract)
                  ? ` of desk ${contract.deskId}, which alone can change it`
                  : ''}
              </Table.Td>
              <Table.Td>
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  <Button size="xs" variant="default" onClick={() => save(contract)}>
                    Export
                  </Button>
                  {isForeign(contract) ? null : (
                    <Button
                      size="xs"
                      variant="light"
                      color="red"
                      onClick={() => setDoomed(contract)}
                    >
                      Delete
                    </Button>
                  )}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <DeleteContract contract={doomed} onClose={() => setDoomed(null)} />
    </div>
  )
}

function save({ providerId, version, document }: ContractRow): void {
  saveFile({
    name: `${providerId}-${version}.json`,
    file: new Blob([JSON.stringify(document, null, 2)], { type: 'application/json' }),
  })
}
