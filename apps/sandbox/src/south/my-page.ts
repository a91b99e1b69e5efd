import type { Bet } from '../house/bet.ts'
import { formatFraction } from '../market/odds.ts'
import { formatGrouped } from '../money.ts'
import { html, type Html } from '../web/html.ts'
import { frame, type Customer } from './frame.ts'

const STATE_NAMES: Readonly<Record<Bet['state'], string>> = {
  pending: 'Waiting',
  rejected: 'Refused',
  open: 'Running',
  won: 'Won',
  lost: 'Lost',
  void: 'Void',
  cashed_out: 'Cashed out',
}

export function myPage(
  customer: Customer,
  bets: readonly Bet[],
  cashOutOf: (bet: Bet) => number | null,
): Html {
  const shown = bets.filter(({ state }) => state !== 'rejected')
  const body = html`<main class="mine">
    <h1>My bets</h1>
    <p class="bad" data-part="message" role="alert" hidden></p>
    ${shown.length === 0 ? html`<p class="soft">Nothing here yet.</p>` : shown.map((bet) => ticket(bet, cashOutOf(bet)))}
  </main>`
  return frame({ title: 'My bets', customer, styles: ['my'], script: 'my.js', body })
}

function ticket(bet: Bet, cashOutMinor: number | null): Html {
  const cashOut =
    cashOutMinor === null
      ? null
      : html`<button class="plain" data-cash-out="${bet.reference}">
          Cash out €${formatGrouped(cashOutMinor)}
        </button>`
  const back =
    bet.state === 'open' || bet.state === 'pending'
      ? null
      : html` · €${formatGrouped(bet.returnedMinor)} back`
  return html`<article class="ticket ${bet.state}">
    <div>
      <b>${bet.subject?.selection ?? bet.submission.selectionId}</b>
      <span class="soft">${bet.subject?.market ?? ''}, ${bet.subject?.event ?? ''}</span>
    </div>
    <div class="sum"><b>€${formatGrouped(bet.stakeMinor)}</b> at ${formatFraction(bet.odds)}</div>
    <footer>
      <span><em>${STATE_NAMES[bet.state]}</em>${back} · ${bet.reference}</span>${cashOut}
    </footer>
  </article>`
}
