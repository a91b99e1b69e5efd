import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ExecutionRow } from '@surefoot/shared/messages'
import { messageOf } from '../api/problem.ts'
import { nextPageOf, readExecutions, type FinalStatus } from '../api/queries.ts'
import { saveFile } from '../parts/save-file.ts'
import { tell } from '../parts/notices.ts'
import { writeCsv } from './write-csv.ts'

const FORMATS = {
  csv: { type: 'text/csv', write: writeCsv },
  json: {
    type: 'application/json',
    write: (rows: readonly ExecutionRow[]) => JSON.stringify(rows, null, 2),
  },
} as const

/** Every execution that fits the filter, as a file: all pages, not only what is shown. */
export function ExportButtons({ finalStatus }: { readonly finalStatus: FinalStatus | null }) {
  const exporting = useMutation({
    mutationFn: async (format: keyof typeof FORMATS) => {
      const { type, write } = FORMATS[format]
      const rows = await readAll(finalStatus)
      saveFile({ name: `surefoot-executions.${format}`, type, text: write(rows) })
      return rows.length
    },
    onSuccess: (count) => tell({ kind: 'done', title: `${count} executions exported` }),
    onError: (error) =>
      tell({ kind: 'failed', title: 'Nothing was exported', message: messageOf(error) }),
  })
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="sm"
        disabled={exporting.isPending}
        onClick={() => exporting.mutate('csv')}
      >
        Export CSV
      </Button>
      <Button
        variant="default"
        size="sm"
        disabled={exporting.isPending}
        onClick={() => exporting.mutate('json')}
      >
        Export JSON
      </Button>
    </Group>
  )
}

async function readAll(finalStatus: FinalStatus | null): Promise<ExecutionRow[]> {
  const rows: ExecutionRow[] = []
  let before: string | null = null
  do {
    const page: ExecutionRow[] = await readExecutions({ finalStatus, before })
    rows.push(...page)
    before = nextPageOf(page)
  } while (before !== null)
  return rows
}
