import type { Board } from '../market/board.ts'
import {
  nameMarket,
  nameSelection,
  type ListedEvent,
  type ListedMarket,
} from '../market/listing.ts'
import { SPORTS, type MarketKind, type Sport } from '../market/match.ts'
import { formatFraction } from '../market/odds.ts'
import { formatMoney } from '../money.ts'
import { html, type Html } from '../web/html.ts'
import { frame, type Customer } from './frame.ts'
import { slipPart } from './slip-part.ts'

const SPORT_NAMES: Readonly<Record<Sport, string>> = {
  tennis: 'Tennis',
  basketball: 'Basketball',
  football: 'Football',
}
const COLUMNS: Readonly<
  Record<Sport, readonly { kind: MarketKind; heads: readonly [string, string] }[]>
> = {
  tennis: [{ kind: 'match-winner', heads: ['1', '2'] }],
  basketball: [
    { kind: 'match-winner', heads: ['1', '2'] },
    { kind: 'total-points', heads: ['Over', 'Under'] },
  ],
  football: [
    { kind: 'total-goals', heads: ['Over', 'Under'] },
    { kind: 'handicap', heads: ['1', '2'] },
    { kind: 'both-score', heads: ['Both score', 'Not both'] },
    { kind: 'odd-even', heads: ['Odd', 'Even'] },
  ],
}

export function couponPage(board: Board, customer: Customer | null, isChanged: boolean): Html {
  const body = html`<main class="coupon">
    <div data-part="rows">${rowsPart(board)}</div>
    ${slipPart(isChanged)}
  </main>`
  return frame({ title: 'Coupon', customer, styles: ['coupon'], script: 'coupon.js', body })
}

export function rowsPart(board: Board): Html {
  return html`${SPORTS.map((sport) => sportTable(sport, board))}`
}

function sportTable(sport: Sport, board: Board): Html {
  const heads = COLUMNS[sport].flatMap((column) => column.heads)
  const events = board.events.filter((event) => event.sport === sport)
  return html`<table class="${sport}">
    <thead>
      <tr>
        <th scope="col" class="title">${SPORT_NAMES[sport]}</th>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${events.map((event) => eventRow(event, board))}
    </tbody>
  </table>`
}

function eventRow(event: ListedEvent, board: Board): Html {
  const start = new Date(event.startMs)
  const time = start.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  const lines = event.markets.filter(({ line }) => line !== null).map(nameMarket)
  return html`<tr data-eid="${event.id}">
    <th scope="row">
      <span class="teams">${event.home} <i>v</i> ${event.away}</span>
      <small>${time} · ${[event.competition, ...lines].join(' · ')}</small>
    </th>
    ${event.markets.map((market) => oddCells(event, market, board))}
  </tr>`
}

function oddCells(event: ListedEvent, market: ListedMarket, board: Board): Html {
  const cells = market.selections.map(({ id, side }) => {
    const quote = board.offer(id)?.quote
    const name = nameSelection(event, market, side)
    const of = `${nameMarket(market)}, ${event.home} v ${event.away}`
    return html`<td>
      <a
        class="odd${quote?.isOpen ? '' : ' shut'}"
        href="#${id}"
        role="button"
        data-oid="${id}"
        data-name="${name}"
        data-of="${of}"
        data-max="${quote ? formatMoney(quote.limitMinor) : ''}"
        aria-disabled="${quote?.isOpen ? 'false' : 'true'}"
        >${quote ? formatFraction(quote.odds) : '–'}</a
      >
    </td>`
  })
  return html`${cells}`
}
