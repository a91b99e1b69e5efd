import { Button } from '@mantine/core'
import type { FirstRunLine } from '@surefoot/shared/first-run'
import { Link, useLocation } from '@tanstack/react-router'
import { ExecuteBest } from './execute-best.tsx'
import { MarkButton } from './mark-button.tsx'
import { OpenBrowsers } from './open-browsers.tsx'
import { RunButtons } from './run-buttons.tsx'

/** The button of a line that the operator can act on; nothing for one that is done or waits. */
export function LineAct({ line: { account, id, state } }: { readonly line: FirstRunLine }) {
  if (state === 'done' || state === 'waiting') return null
  switch (id) {
    case 'open':
      return state === 'unknown' ? null : <OpenBrowsers />
    case 'login-A':
    case 'login-B':
      return <ShowBrowser account={account} />
    case 'mark-A':
    case 'mark-B':
      return account && state === 'now' ? <MarkButton account={account} /> : null
    case 'run':
      return state === 'now' ? <RunButtons /> : null
    case 'execute':
      return state === 'now' ? <ExecuteBest /> : null
  }
}

/** To where an account's browser can be seen and used; nothing where it is shown already. */
function ShowBrowser({ account }: Pick<FirstRunLine, 'account'>) {
  const isThere = useLocation().pathname === '/browsers'
  if (isThere) return null
  return (
    <Button size="sm" variant="default" renderRoot={(props) => <Link to="/browsers" {...props} />}>
      Show browser {account}
    </Button>
  )
}
