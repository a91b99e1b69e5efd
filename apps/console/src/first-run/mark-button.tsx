import { Button } from '@mantine/core'
import { findProvider } from '@surefoot/shared/first-run'
import type { Account } from '@surefoot/shared/messages'
import { useQuery } from '@tanstack/react-query'
import { markProvider } from '../api/commands.ts'
import { contractsQuery } from '../api/queries.ts'
import { useDesk } from '../live/use-desk.ts'
import { useCommand } from '../parts/use-command.ts'

/** Marks the page that an account's browser shows as its provider's, as the extension in that browser does. */
export function MarkButton({ account }: { readonly account: Account }) {
  const view = useDesk().desk?.accounts[account]
  const { data: contracts } = useQuery(contractsQuery)
  const mark = useCommand({
    run: markProvider,
    failure: () => `Account ${account} was not marked`,
  })
  const origin = view?.browser?.pageOrigin ?? null
  const name = view && contracts ? (findProvider(contracts, view)?.name ?? null) : null
  return (
    <Button
      size="sm"
      loading={mark.isPending}
      disabled={origin === null}
      aria-label={name === null ? `Mark account ${account}` : `Mark ${account} as ${name}`}
      onClick={() => origin !== null && mark.mutate({ account, origin })}
    >
      {name === null ? 'Mark this page' : `Mark as ${name}`}
    </Button>
  )
}
