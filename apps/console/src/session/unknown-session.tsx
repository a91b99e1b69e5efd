import { Center, Loader, Stack, Text, Title } from '@mantine/core'
import { Mark } from '../parts/mark.tsx'
import { Note } from '../parts/note.tsx'

/** Shown while nobody can say whether this browser is logged in. It goes on by itself. */
export function UnknownSession({ why }: { readonly why: string }) {
  return (
    <Center mih="100dvh" p="lg" component="main">
      <Stack maw={520} gap="md">
        <Mark size={40} />
        <Title order={1} size="h2">
          Not known yet whether you are logged in
        </Title>
        <Note tone="warn" title="Surefoot does not answer as it should">
          {why}
        </Note>
        <div className="session-waiting" role="status">
          <Loader size="xs" />
          <Text size="sm">Trying again every few seconds. You need no new link for this.</Text>
        </div>
      </Stack>
    </Center>
  )
}
