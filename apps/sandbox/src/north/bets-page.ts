import { isSettled, type Bet } from '../house/bet.ts'
import { formatDecimal } from '../market/odds.ts'
import { formatMoney } from '../money.ts'
import { html, type Html } from '../web/html.ts'
import { frame, type Customer } from './frame.ts'

export function betsPage(
  customer: Customer,
  bets: readonly Bet[],
  cashOutOf: (bet: Bet) => number | null,
): Html {
  const open = bets.filter(({ state }) => state === 'open')
  const settled = bets.filter(isSettled)
  const body = html`<main class="narrow wide">
    <h1>My bets</h1>
    <p class="refused" data-part="message" role="alert" hidden></p>
    <h2>Open</h2>
    ${open.length === 0 ? html`<p class="hint">No open bets.</p>` : open.map((bet) => betRow(bet, cashOutOf(bet)))}
    <h2>Settled</h2>
    ${settled.length === 0 ? html`<p class="hint">Nothing settled yet.</p>` : settled.map((bet) => betRow(bet, null))}
  </main>`
  return frame({ title: 'My bets', customer, styles: ['bets'], script: 'bets.js', body })
}

const STATE_NAMES: Readonly<Record<Bet['state'], string>> = {
  pending: 'Pending',
  rejected: 'Refused',
  open: 'Open',
  won: 'Won',
  lost: 'Lost',
  void: 'Void',
  cashed_out: 'Cashed out',
}

function betRow(bet: Bet, cashOutMinor: number | null): Html {
  return html`<article class="bet">
    <div>
      <strong>${bet.subject?.selection ?? bet.submission.selectionId}</strong>
      <p>${bet.subject?.market ?? ''} · ${bet.subject?.event ?? ''}</p>
    </div>
    <div class="figures">
      <span>€ ${formatMoney(bet.stakeMinor)} at ${formatDecimal(bet.odds)}</span>
      <p>${bet.reference}</p>
    </div>
    <div class="outcome ${bet.state}">
      <span>${STATE_NAMES[bet.state]}</span>
      ${
        bet.state === 'open'
          ? html`<button
              class="quiet"
              data-cash-out="${bet.reference}"
              ${cashOutMinor === null ? html`disabled` : null}
            >
              ${cashOutMinor === null ? 'No cash-out now' : `Cash out € ${formatMoney(cashOutMinor)}`}
            </button>`
          : html`<p>€ ${formatMoney(bet.returnedMinor)} back</p>`
      }
    </div>
  </article>`
}
