import { Anchor, Center, Code, Stack, Text, Title } from '@mantine/core'
import { Mark } from '../parts/mark.tsx'
import { Note } from '../parts/note.tsx'

/** Where Surefoot runs, and the command that prints a link there. */
const WAYS = [
  { name: 'Started with npm start: in the folder of Surefoot', command: 'npm run link' },
  {
    name: 'In containers',
    command: 'docker compose exec gateway node services/gateway/src/link.ts',
  },
  {
    name: 'In Kubernetes',
    command:
      'kubectl -n surefoot exec deployment/gateway-main -- node services/gateway/src/link.ts',
  },
]

/** Shown to who has no session. */
export function SessionPage({ why }: { readonly why: string | null }) {
  return (
    <Center mih="100dvh" p="lg" component="main">
      <Stack maw={560} gap="md" miw={0}>
        <Mark size={40} />
        <Title order={1} size="h2">
          This browser needs a link
        </Title>
        {why !== null && (
          <Note tone="bad" title="The link did not open the console">
            {why}
          </Note>
        )}
        <Text>
          The console moves money, so a browser comes in by a one-time link and then stays logged
          in. Print one where Surefoot runs, and open it here:
        </Text>
        {WAYS.map(({ name, command }) => (
          <div className="session-way" key={name}>
            <span className="session-way-name">{name}</span>
            <Code block tabIndex={0}>
              {command}
            </Code>
          </div>
        ))}
        <Text size="sm" className="quiet">
          Logged in with another browser? There it is People, New link. The desk goes on meanwhile.{' '}
          <Anchor href="/" inherit className="screen-link">
            Ask again
          </Anchor>
        </Text>
      </Stack>
    </Center>
  )
}
