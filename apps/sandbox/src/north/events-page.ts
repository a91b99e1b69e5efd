import type { Board } from '../market/board.ts'
import {
  nameMarket,
  nameSelection,
  type ListedEvent,
  type ListedMarket,
} from '../market/listing.ts'
import { SPORTS } from '../market/match.ts'
import { formatDecimal } from '../market/odds.ts'
import { formatMoney } from '../money.ts'
import { html, type Html } from '../web/html.ts'
import { frame, type Customer } from './frame.ts'
import { slipPart } from './slip-part.ts'

const SPORT_NAMES = { tennis: 'Tennis', basketball: 'Basketball', football: 'Football' } as const

export function eventsPage(board: Board, customer: Customer | null, isChanged: boolean): Html {
  const body = html`<main class="board">
    <section class="events" data-part="events">${eventsPart(board)}</section>
    ${slipPart(isChanged)}
  </main>`
  return frame({ title: 'Events', customer, styles: ['events', 'slip'], script: 'page.js', body })
}

export function eventsPart(board: Board): Html {
  const groups = SPORTS.map((sport) => ({
    sport,
    events: board.events.filter((event) => event.sport === sport),
  }))
  return html`<p class="line-state" data-part="stream-state">Connecting…</p>
    ${groups.map(
      ({ sport, events }) =>
        html`<h2>${SPORT_NAMES[sport]}</h2>
          ${events.map((event) => eventCard(event, board))}`,
    )}`
}

function eventCard(event: ListedEvent, board: Board): Html {
  const start = new Date(event.startMs)
  const time = start.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  return html`<article data-event="${event.id}">
    <div class="meta">
      <time datetime="${start.toISOString()}">${time}</time>${event.competition}
    </div>
    <h3><span>${event.home}</span><span>${event.away}</span></h3>
    ${event.markets.map((market) => marketCells(event, market, board))}
  </article>`
}

function marketCells(event: ListedEvent, market: ListedMarket, board: Board): Html {
  const cells = market.selections.map(({ id, side }) => {
    const quote = board.offer(id)?.quote
    const name = nameSelection(event, market, side)
    const label = market.kind === 'match-winner' ? (side === 'home' ? '1' : '2') : name
    return html`<label>
      <span>${label}</span>
      <button
        type="button"
        class="price"
        data-selection="${id}"
        data-name="${name}"
        data-limit="${quote ? formatMoney(quote.limitMinor) : ''}"
        data-of="${nameMarket(market)} · ${event.home} v ${event.away}"
        ${quote?.isOpen ? null : html`disabled`}
      >
        ${quote ? formatDecimal(quote.odds) : '–'}
      </button>
    </label>`
  })
  return html`<div class="market" title="${nameMarket(market)}">${cells}</div>`
}
