import { Button } from '@mantine/core'
import { ACCOUNTS, type Account } from '@surefoot/shared/messages'
import { useNavigate } from '@tanstack/react-router'
import { toggleAccount } from '../api/commands.ts'
import { useDesk } from '../live/use-desk.ts'
import { useCommand } from '../parts/use-command.ts'

/** Switches on every account that is off, each at its own address, and shows the browsers. */
export function OpenBrowsers() {
  const navigate = useNavigate()
  const { desk } = useDesk()
  const idle = ACCOUNTS.filter((account) => desk?.accounts[account].state === 'IDLE')
  const open = useCommand({
    run: openAll,
    failure: () => 'A browser was not opened',
    onDone: () => void navigate({ to: '/browsers' }),
  })
  return (
    <Button
      size="sm"
      loading={open.isPending}
      disabled={idle.length === 0}
      onClick={() => open.mutate(idle)}
    >
      {idle.length === 1 ? `Open browser ${idle[0]}` : 'Open both browsers'}
    </Button>
  )
}

/** One that cannot be opened does not keep the other closed. Throws the first failure. */
async function openAll(accounts: readonly Account[]): Promise<void> {
  const opened = await Promise.allSettled(
    accounts.map((account) => toggleAccount({ account, on: true })),
  )
  for (const one of opened) if (one.status === 'rejected') throw one.reason
}
