import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { contractsQuery } from '../api/queries.ts'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { ContractTable } from './contract-table.tsx'
import { ImportContract } from './import-contract.tsx'

/** The providers that this desk knows how to read and to bet at. */
export function ContractsScreen() {
  const { data, error, refetch } = useQuery(contractsQuery)
  const [isImporting, importing] = useDisclosure()
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Contracts</Title>
          <Text size="sm" className="quiet">
            A contract is how a provider&rsquo;s odds are read, a bet is placed and its answer
            understood.
          </Text>
        </div>
        <Button onClick={importing.open}>Import contract</Button>
      </Group>
      {error && <Failure what="The contracts" error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton h={200} />}
      {data?.length === 0 && (
        <div className="card">
          <Empty title="No contract">
            Import the contract of each provider here. Without one an account cannot be marked.
          </Empty>
        </div>
      )}
      {data !== undefined && data.length > 0 && <ContractTable contracts={data} />}
      <ImportContract isOpen={isImporting} onClose={importing.close} />
    </Stack>
  )
}
