import { Button, Group, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { playSound } from '../attention/draw-attention.ts'
import { changePreferences, usePreferences } from '../attention/preferences.ts'
import { CardHead } from '../parts/card-head.tsx'

/** How this browser itself draws attention: title and icon always, the rest as the operator likes. */
export function ThisBrowserCard() {
  const { hasSound, hasDesktop } = usePreferences()
  const [permission, setPermission] = useState(readPermission)
  const allow = async (): Promise<void> => {
    const answer = await Notification.requestPermission()
    setPermission(answer)
    changePreferences({ hasDesktop: answer === 'granted' })
  }
  return (
    <section className="card">
      <CardHead title="This browser" />
      <Text size="sm" className="quiet" mb="sm">
        The tab&rsquo;s title and icon show how much waits for you, in every tab. A new alert is
        heard and shown on the desktop too, unless this browser is muted here.
      </Text>
      <Group gap="lg">
        <Switch
          label="Sound"
          checked={hasSound}
          onChange={({ currentTarget }) => changePreferences({ hasSound: currentTarget.checked })}
        />
        <Button size="xs" variant="default" onClick={() => void playSound()}>
          Play it
        </Button>
        {permission === 'granted' ? (
          <Switch
            label="Desktop notifications"
            checked={hasDesktop}
            onChange={({ currentTarget }) =>
              changePreferences({ hasDesktop: currentTarget.checked })
            }
          />
        ) : (
          <DesktopPermission permission={permission} onAsk={() => void allow()} />
        )}
      </Group>
    </section>
  )
}

type Permission = NotificationPermission | 'missing'

function readPermission(): Permission {
  return typeof Notification === 'undefined' ? 'missing' : Notification.permission
}

function DesktopPermission({
  permission,
  onAsk,
}: {
  readonly permission: Permission
  readonly onAsk: () => void
}) {
  if (permission === 'default')
    return (
      <Button size="xs" variant="default" onClick={onAsk}>
        Allow desktop notifications
      </Button>
    )
  return (
    <Text size="sm" className="quiet">
      {permission === 'denied'
        ? 'Desktop notifications are blocked: allow them for this address in the browser’s settings.'
        : 'This browser has no desktop notifications.'}
    </Text>
  )
}
