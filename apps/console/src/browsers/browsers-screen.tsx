import { SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { FirstRunStrip } from '../first-run/first-run-strip.tsx'
import { LiveBrowser } from './live-browser.tsx'

/** The accounts' browsers as they are now: to log in, to mark the provider, to see what is clicked. */
export function BrowsersScreen() {
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>Browsers</Title>
        <Text size="sm" className="quiet">
          Click into a picture to act there; then type. What you type is neither stored nor logged.
        </Text>
      </div>
      <FirstRunStrip />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <LiveBrowser account="A" />
        <LiveBrowser account="B" />
      </SimpleGrid>
    </Stack>
  )
}
