import { followLive } from './live.js'
import { Slip } from './slip.js'

const FUNDS_POLL_MS = 5000
const MOVED_MS = 900

const rows = document.querySelector('[data-part=rows]')
const slip = document.querySelector('[data-part=slip]')
customElements.define(slip.localName, Slip)

const header = document.querySelector('south-header')
const known = new Map()
let shownHeader = ''
const cellOf = (oid) => rows.querySelector(`a.odd[data-oid="${oid}"]`)

function onOdds(changes) {
  for (const [oid, odds] of changes) {
    const hasMoved = known.has(oid) && known.get(oid).odd !== odds.odd
    known.set(oid, odds)
    paint(oid, hasMoved)
  }
  slip.follow(changes)
}

function paint(oid, hasMoved) {
  const cell = cellOf(oid)
  const odds = known.get(oid)
  if (!cell || !odds) return
  if (cell.textContent !== odds.odd) cell.textContent = odds.odd
  cell.classList.toggle('shut', !odds.open)
  cell.ariaDisabled = String(!odds.open)
  if (!hasMoved) return
  cell.classList.add('moved')
  setTimeout(() => cell.classList.remove('moved'), MOVED_MS)
}

async function onNames(oids) {
  for (const oid of known.keys()) if (!oids.includes(oid)) known.delete(oid)
  const cells = [...rows.querySelectorAll('a.odd')]
  if (cells.length === oids.length && oids.every(cellOf)) return
  const response = await fetch('/parts/rows')
  rows.innerHTML = await response.text()
  for (const oid of known.keys()) paint(oid, false)
  markPick()
}

function onGone(oids) {
  for (const oid of oids) {
    known.delete(oid)
    cellOf(oid)?.closest('tr')?.remove()
  }
  slip.follow(new Map(oids.map((oid) => [oid, null])))
}

function markPick() {
  for (const cell of rows.querySelectorAll('a.odd'))
    cell.classList.toggle('on', cell.dataset.oid === slip.oid)
}

async function refreshHeader() {
  const response = await fetch('/parts/header').catch(() => null)
  const text = await response?.text()
  if (!text || text === shownHeader) return
  shownHeader = text
  header.innerHTML = text
}

rows.addEventListener('click', (event) => {
  const cell = event.target.closest('a.odd')
  if (!cell) return
  event.preventDefault()
  const { oid, name, of } = cell.dataset
  const odds = known.get(oid)
  if (!odds?.open) return
  slip.add({ oid, name, of, odds })
  markPick()
})
slip.addEventListener('answered', () => void refreshHeader())
slip.addEventListener('emptied', markPick)

/** Odds as the page came with them, until the stream is heard. */
function readPage() {
  for (const { dataset, textContent, ariaDisabled } of rows.querySelectorAll('a.odd')) {
    known.set(dataset.oid, { odd: textContent, max: dataset.max, open: ariaDisabled !== 'true' })
  }
}

readPage()
followLive({ onOdds, onNames, onGone })
setInterval(() => void refreshHeader(), FUNDS_POLL_MS)
