import { ok, refuse, type accountToggle, type Refusal, type Reply } from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { Account, Moved } from './account.ts'
import { decideTransition } from './machine.ts'

type Toggle = z.output<typeof accountToggle.body>
type ToggleReply = Reply<typeof accountToggle.reply>

/**
 * The operator turns an account on or off. Answered when the first transition is in the ledger; opening and closing go
 * on by themselves. Refused: DENIED, CLOSING, NO_URL, BAD_URL, LEDGER_SILENT.
 */
export async function onAccountToggle(
  account: Account,
  toggle: Toggle,
  usualUrl: string | undefined,
): Promise<ToggleReply> {
  return account.inTurn(async () => {
    if (!toggle.on) return answer(await account.move('TOGGLED_OFF'))
    const decision = decideTransition(account.row(), 'TOGGLED_ON')
    if (!decision.ok) return decision
    if (account.work.isBusy())
      return refuse(
        'CLOSING',
        `An old browser of account ${account.name} is still closing. Try again in a moment.`,
      )
    const url = readUrl(account, toggle.url ?? usualUrl ?? account.row().url)
    return url.ok ? answer(await account.move('TOGGLED_ON', { url: url.href })) : url
  })
}

function answer(moved: Moved): ToggleReply {
  return moved.ok ? ok({ state: moved.row.state }) : moved
}

/** Which hosts may be opened is the executor's to say; here only what can be a web page passes. */
function readUrl(
  { name }: Account,
  text: string | null,
): { readonly ok: true; readonly href: string } | Refusal {
  if (!text)
    return refuse(
      'NO_URL',
      `Account ${name} has no address. Give the bookmaker's, or set URL_${name}.`,
    )
  const url = URL.parse(text)
  if (url === null)
    return refuse(
      'BAD_URL',
      `"${text}" is not a web address. Give one such as https://example.com.`,
    )
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse(
      'BAD_URL',
      `"${text}" is not a web page. The address must begin with https:// or http://.`,
    )
  if (url.username !== '' || url.password !== '')
    return refuse(
      'BAD_URL',
      'The address must not hold a user name or password. Log in on the page.',
    )
  return ok({ href: url.href })
}
