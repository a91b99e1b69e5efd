import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { contractsQuery } from '../api/queries.ts'
import { FilterText } from './filter-text.tsx'
import { isFiltered, type HistoryFilter } from './history-filter.ts'
import { useHistoryFilter } from './use-history-filter.ts'

interface Choice {
  readonly part: keyof HistoryFilter
  readonly label: string
  readonly all: string
  readonly options: readonly (readonly [value: string, label: string])[]
}

const CHOICES: readonly Choice[] = [
  {
    part: 'status',
    label: 'Status',
    all: 'Any status',
    options: [
      ['open', 'Open'],
      ['unknown', 'Unknown'],
      ['success', 'Success'],
      ['failed', 'Failed'],
    ],
  },
  {
    part: 'hedge',
    label: 'Hedge',
    all: 'Hedged or not',
    options: [
      ['none', 'No hedge'],
      ['any', 'A hedge was triggered'],
      ['covered', 'Hedged'],
      ['held', 'Held'],
      ['escalated', 'Left to you'],
    ],
  },
  {
    part: 'venue',
    label: 'Money',
    all: 'Paper and live',
    options: [
      ['paper', 'Paper'],
      ['live', 'Live'],
    ],
  },
]

/** Which executions are asked for. The ledger filters, so that what is shown, sorted and exported is all that fits. */
export function HistoryFilters() {
  const { filter, change, setFilter } = useHistoryFilter()
  const { data: contracts } = useQuery(contractsQuery)
  const providers: Choice = {
    part: 'provider',
    label: 'Provider',
    all: 'Any provider',
    options: (contracts ?? []).map(({ providerId }) => [providerId, providerId]),
  }
  return (
    <search className="history-filters">
      <Group gap="sm" align="flex-end">
        <FilterText value={filter.text ?? ''} onChange={(text) => change({ text })} />
        {[...CHOICES, providers].map(({ part, label, all, options }) => (
          <NativeSelect
            key={part}
            label={label}
            maw={164}
            value={filter[part] ?? ''}
            onChange={(event) => change({ [part]: event.currentTarget.value })}
            data={[
              { value: '', label: all },
              ...withPresent(options, filter[part]).map(([value, name]) => ({
                value,
                label: name,
              })),
            ]}
          />
        ))}
        {(['from', 'to'] as const).map((part) => (
          <TextInput
            key={part}
            type="date"
            label={part === 'from' ? 'Taken from' : 'Taken to'}
            w={142}
            value={filter[part] ?? ''}
            onChange={(event) => change({ [part]: event.currentTarget.value })}
          />
        ))}
        <Button variant="default" disabled={!isFiltered(filter)} onClick={() => setFilter({})}>
          Clear
        </Button>
      </Group>
    </search>
  )
}

/** What the address asks for is shown, also where it is none of the choices. */
function withPresent(options: Choice['options'], present: string | undefined): Choice['options'] {
  const isKnown = present === undefined || options.some(([value]) => value === present)
  return isKnown ? options : [...options, [present, present]]
}
