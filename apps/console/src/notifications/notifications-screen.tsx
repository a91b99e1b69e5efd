import { Stack, Text, Title } from '@mantine/core'
import { AlertsCard } from './alerts-card.tsx'
import { ChannelsCard } from './channels-card.tsx'
import { DeliveriesCard } from './deliveries-card.tsx'
import { ThisBrowserCard } from './this-browser-card.tsx'

/** What was sent outside of this console, to whom, and who has acknowledged it. */
export function NotificationsScreen() {
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>Notifications</Title>
        <Text size="sm" className="quiet">
          What is sent when nobody looks at this console, and what became of each attempt.
        </Text>
      </div>
      <AlertsCard />
      <ChannelsCard />
      <ThisBrowserCard />
      <DeliveriesCard />
    </Stack>
  )
}
