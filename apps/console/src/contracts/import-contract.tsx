import { Button, FileButton, Group, List, Modal, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { importContract } from '../api/commands.ts'
import { messageOf } from '../api/problem.ts'
import { contractsQuery } from '../api/queries.ts'
import { Note } from '../parts/note.tsx'
import { tell } from '../parts/notices.ts'
import { readDocument } from './read-document.ts'

export interface ImportContractProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** A contract from a file or pasted. Every fault of it is named. */
export function ImportContract({ isOpen, onClose }: ImportContractProps) {
  const [text, setText] = useState('')
  const client = useQueryClient()
  const importing = useMutation({
    mutationFn: async (pasted: string) => {
      const reading = readDocument(pasted)
      if (!reading.ok) throw new Error(reading.fault)
      return importContract(reading.document)
    },
    onSuccess: ({ contract: { name, version } }) => {
      tell({ kind: 'done', title: `${name} imported as version ${version}` })
      setText('')
      onClose()
      void client.invalidateQueries({ queryKey: contractsQuery.queryKey })
    },
  })
  const type = (next: string): void => {
    importing.reset()
    setText(next)
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title="Import a contract" size="lg" centered>
      <Stack gap="md">
        <Textarea
          label="Contract"
          description="JSON of schema provider-contract/1"
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          autosize
          minRows={8}
          maxRows={18}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        />
        {importing.error && <Faults text={messageOf(importing.error)} />}
        <Group justify="space-between">
          <FileButton
            accept="application/json,.json"
            onChange={(file) => void readFile(file, type)}
          >
            {(props) => (
              <Button variant="default" {...props}>
                Choose a file
              </Button>
            )}
          </FileButton>
          <Button
            loading={importing.isPending}
            disabled={text.trim() === ''}
            onClick={() => importing.mutate(text)}
          >
            Import
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

async function readFile(file: File | null, onText: (text: string) => void): Promise<void> {
  if (file) onText(await file.text())
}

/** The ledger names one fault a line. */
function Faults({ text }: { readonly text: string }) {
  return (
    <Note tone="bad" title="The contract was not imported">
      <List size="sm">
        {text.split('\n').map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Note>
  )
}
