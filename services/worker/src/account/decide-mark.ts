import {
  ok,
  refuse,
  type AccountRow,
  type providerMarked,
  type Refusal,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { Sighting } from './sighting.ts'

type Mark = z.output<typeof providerMarked.body>

/** What is needed to judge a mark: where the account stands, and an executor's fresh word on its browser. */
export interface MarkFacts {
  readonly row: AccountRow
  readonly sighting: Sighting | null
}

/**
 * Whether the page that was marked is the page of the account's own browser, at the address that the operator gave.
 * Refused: NOT_READY, OLD_BROWSER, BROWSER_SILENT, WRONG_ORIGIN.
 */
export function decideMark(
  mark: Mark,
  { row, sighting }: MarkFacts,
): { readonly ok: true } | Refusal {
  if (row.state !== 'BROWSER_READY') return refuse('NOT_READY', notReady(row))
  if (mark.browserId !== row.browserId)
    return refuse(
      'OLD_BROWSER',
      `The mark comes from a browser of account ${row.account} that was closed. Mark in the open one.`,
    )
  if (sighting === null || sighting.status.browserId !== row.browserId)
    return refuse(
      'BROWSER_SILENT',
      `Account ${row.account}'s browser has not reported yet which page it shows. Try again in a moment.`,
    )
  const shown = sighting.status.pageOrigin
  const opened = row.url === null ? null : new URL(row.url).origin
  if (mark.origin === shown && mark.origin === opened) return ok({})
  return refuse(
    'WRONG_ORIGIN',
    `The mark is for ${mark.origin}, account ${row.account} was opened at ${opened ?? 'no address'} and shows ${shown ?? 'no page'}. Go back to the bookmaker's page, then mark it.`,
  )
}

function notReady({ account, state, providerId }: AccountRow): string {
  if (providerId !== null && state !== 'STOPPING')
    return `Account ${account} is marked already: it is ${state} with ${providerId}. To change the provider, turn it off and on.`
  if (state === 'BROWSER_OPENING')
    return `Account ${account}'s browser is still opening. Mark the provider when the page is there.`
  return `Account ${account} is ${state}. Turn it on, log in, then mark the provider.`
}
