import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { messageOf } from '../api/problem.ts'
import { download } from '../api/download.ts'
import { tell } from '../parts/notices.ts'
import { saveFile } from '../parts/save-file.ts'
import { writeQuery, type HistoryFilter } from './history-filter.ts'

const FORMATS = ['csv', 'json'] as const

/** Every execution that fits the filter, as a file: all that the ledger has, not only what is loaded. */
export function ExportButtons({ filter }: { readonly filter: HistoryFilter }) {
  const exporting = useMutation({
    mutationFn: async (format: (typeof FORMATS)[number]) => {
      const query = writeQuery(filter)
      query.set('format', format)
      const file = await download(`/api/executions/export?${query}`)
      saveFile({ name: `surefoot-executions.${format}`, file })
    },
    onSuccess: () => tell({ kind: 'done', title: 'The executions are exported' }),
    onError: (error) =>
      tell({ kind: 'failed', title: 'Nothing was exported', message: messageOf(error) }),
  })
  return (
    <Group gap="xs">
      {FORMATS.map((format) => (
        <Button
          key={format}
          variant="default"
          size="sm"
          loading={exporting.isPending && exporting.variables === format}
          disabled={exporting.isPending}
          onClick={() => exporting.mutate(format)}
        >
          Export {format.toUpperCase()}
        </Button>
      ))}
    </Group>
  )
}
