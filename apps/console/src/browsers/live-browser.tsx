import { Group, Stack, Text } from '@mantine/core'
import { showText, type Account, type BrowserAct } from '@surefoot/shared/messages'
import { useQuery } from '@tanstack/react-query'
import { actInBrowser, browserViewQuery } from '../api/browser-view.ts'
import { messageOf } from '../api/problem.ts'
import { useDesk } from '../live/use-desk.ts'
import { AccountLetter } from '../parts/account-letter.tsx'
import { Empty } from '../parts/empty.tsx'
import { useCommand } from '../parts/use-command.ts'
import { BrowserKeys } from './browser-keys.tsx'
import { BrowserPicture } from './browser-picture.tsx'
import { BrowserTabs } from './browser-tabs.tsx'

/** One account's browser: its tabs, its picture, and a keyboard for it. */
export function LiveBrowser({ account }: { readonly account: Account }) {
  const browser = useDesk().desk?.accounts[account].browser ?? null
  const isUp = browser?.isUp === true
  const { data: view, error } = useQuery(browserViewQuery(account, isUp))
  const acting = useCommand({
    run: actInBrowser,
    failure: () => `Browser ${account} did not do it`,
  })
  const act = (...acts: BrowserAct[]): void => acting.mutate({ account, acts })
  return (
    <section
      className="card live-browser"
      data-account={account}
      aria-label={`Browser of account ${account}`}
    >
      <Group gap="sm" mb="sm">
        <AccountLetter role={account} size={18} />
        <Text fw={650} truncate>
          {browser?.pageOrigin ?? 'No page'}
        </Text>
      </Group>
      {!isUp && (
        <Empty title="No browser">{`Its picture appears here when account ${account} is switched on.`}</Empty>
      )}
      {isUp && view === undefined && (
        <Empty title="No picture yet">
          {showText(error ? messageOf(error) : 'The browser is asked for its picture.')}
        </Empty>
      )}
      {isUp && view !== undefined && (
        <Stack gap="sm">
          <BrowserTabs tabs={view.tabs} onAct={act} />
          <BrowserPicture account={account} view={view} onAct={act} />
          <BrowserKeys account={account} isExtensionOpen={hasExtension(view.tabs)} onAct={act} />
        </Stack>
      )}
    </section>
  )
}

function hasExtension(tabs: readonly { readonly address: string }[]): boolean {
  return tabs.some(({ address }) => address.startsWith('chrome-extension://'))
}
