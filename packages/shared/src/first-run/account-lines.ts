import type { Account } from '../messages/common.ts'
import type { FirstRunAccount, FirstRunContract, FirstRunFacts } from './facts.ts'
import { findByOrigin, findProvider, loginHintOf, originOf } from './find-provider.ts'
import { verdict, type FirstRunLine } from './line.ts'

/** The two lines of an account: log in, and mark. */
export function accountLines(name: Account, facts: FirstRunFacts): FirstRunLine[] {
  const account = facts.accounts[name]
  const provider = findProvider(facts.contracts ?? [], account)
  return [
    {
      id: `login-${name}`,
      account: name,
      title:
        provider === null
          ? `Log in at the bookmaker of ${name}`
          : `Log in at ${provider.name} in browser ${name}`,
      ...logInVerdict(account, loginHintOf(provider)),
    },
    {
      id: `mark-${name}`,
      account: name,
      title:
        provider === null ? `Mark the bookmaker of ${name}` : `Mark ${name} as ${provider.name}`,
      ...markVerdict(account, facts.contracts),
    },
  ]
}

type Verdict = ReturnType<typeof verdict>

/** Why nothing can be said of an account's page; null when it can. */
function withoutPage({ browser, state }: FirstRunAccount): Verdict | null {
  if (state === 'IDLE' || state === 'BROWSER_OPENING' || state === 'STOPPING')
    return verdict('waiting', 'The browser must be open first.')
  if (browser?.isUp !== true)
    return verdict('unknown', 'Not known: no status comes from the browser.')
  return null
}

function logInVerdict(account: FirstRunAccount, hint: string | null): Verdict {
  const missing = withoutPage(account)
  if (missing !== null) return missing
  const { browser, state } = account
  if (browser?.isLoggedIn === true) return verdict('done')
  if (browser?.isLoggedIn === false) return verdict('now', hint)
  if (state !== 'BROWSER_READY')
    return verdict('unknown', 'Not known: the page shows neither a login nor an account.')
  const known = 'Whether you are logged in is known once the page is marked.'
  return verdict('now', hint === null ? known : `${hint} ${known}`)
}

function markVerdict(
  account: FirstRunAccount,
  contracts: readonly FirstRunContract[] | null,
): Verdict {
  if (account.state === 'RUNNING') return verdict('done')
  const missing = withoutPage(account)
  if (missing !== null) return missing
  if (account.state === 'PROVIDER_READY')
    return verdict(
      'waiting',
      account.browser?.isLoggedIn === false
        ? 'Marked. Its odds arrive after you log in.'
        : 'Marked. The first odds must arrive: show a page with live odds.',
    )
  return pageVerdict(account, contracts)
}

/** Whether the page that the browser shows can be marked. The worker has the last word. */
function pageVerdict(
  { browser, url }: FirstRunAccount,
  contracts: readonly FirstRunContract[] | null,
): Verdict {
  const shown = browser?.pageOrigin ?? null
  const opened = originOf(url)
  if (shown === null) return verdict('waiting', 'The browser shows no web page yet.')
  if (shown !== opened)
    return verdict(
      'failed',
      `The browser shows ${shown}, and was opened at ${opened ?? 'no address'}. Go back to the bookmaker's page.`,
    )
  if (contracts === null) return verdict('unknown', 'Not known: the contracts have not been read.')
  if (findByOrigin(contracts, shown) === null)
    return verdict('failed', `No contract serves ${shown}. Import one under Contracts.`)
  return verdict('now')
}
