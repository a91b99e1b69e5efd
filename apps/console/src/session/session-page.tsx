import { Anchor, Center, Code, Stack, Text, Title } from '@mantine/core'
import { Note } from '../parts/note.tsx'
import { Mark } from '../parts/mark.tsx'

/** Shown to who has no session. */
export function SessionPage({ why }: { readonly why: string | null }) {
  return (
    <Center mih="100dvh" p="lg" component="main">
      <Stack maw={460} gap="md">
        <Mark size={40} />
        <Title order={1} size="h2">
          Open the link that the terminal printed
        </Title>
        <Text c="dimmed">
          This console moves money, so it opens only from a one-time link. Surefoot prints it when
          it starts:
        </Text>
        <Code block>{`Console: ${location.origin}/#link=…`}</Code>
        {why !== null && (
          <Note tone="bad" title="The link did not open a session">
            {why}
          </Note>
        )}
        <Text size="sm" c="dimmed">
          Used it already, or lost it? Restart Surefoot for a new one, then{' '}
          <Anchor href="/" inherit>
            look again
          </Anchor>
          .
        </Text>
      </Stack>
    </Center>
  )
}
