import { Button } from '@mantine/core'
import { logOut } from '../api/sessions.ts'
import { useCommand } from '../parts/use-command.ts'

/** Ends the session of this browser; the page that follows says how to come back. */
export function LogOutButton() {
  const leaving = useCommand({
    run: logOut,
    failure: () => 'This browser was not logged out',
    onDone: () => location.assign('/'),
  })
  return (
    <Button variant="default" loading={leaving.isPending} onClick={() => leaving.mutate(undefined)}>
      Log out
    </Button>
  )
}
