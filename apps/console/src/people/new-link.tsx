import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { makeLink } from '../api/sessions.ts'
import { useCommand } from '../parts/use-command.ts'
import { MadeLinkView } from './made-link.tsx'

/** Makes a one-time link, and shows it once: it is kept nowhere. */
export function NewLink({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('')
  const making = useCommand({ run: makeLink, failure: () => 'No link was made' })
  return (
    <Modal opened onClose={onClose} title="New link" centered>
      {making.data ? (
        <MadeLinkView
          link={making.data}
          onAgain={() => making.mutate(name)}
          isMaking={making.isPending}
        />
      ) : (
        <Stack gap="md">
          <Text size="sm">
            The link lets one browser in, once, within 15 minutes. Whoever opens it may do
            everything at this desk.
          </Text>
          <TextInput
            label="Acts under the name"
            description="Stands in the ledger beside each act. Left empty: your own."
            value={name}
            maxLength={40}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button loading={making.isPending} onClick={() => making.mutate(name)}>
              Make the link
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
