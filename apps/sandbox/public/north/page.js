import { Slip } from './slip.js'
import { openStream } from './stream.js'

const ACCOUNT_POLL_MS = 5000
const FLASH_MS = 900

const partOf = (name) => document.querySelector(`[data-part=${name}]`)
const priceButtons = () => [...document.querySelectorAll('button.price')]
const quotes = new Map()
let shownAccount = ''
const slip = new Slip(partOf('slip'), { onAnswer: refreshAccount, onCleared: markPicked })

function onPrices(prices) {
  for (const [selection, quote] of prices) {
    paint(selection, quote, quotes.get(selection))
    quotes.set(selection, quote)
  }
  slip.follow(prices)
}

function paint(selection, quote, before) {
  const button = document.querySelector(`button.price[data-selection="${selection}"]`)
  if (!button) return
  button.disabled = !quote.open
  if (button.textContent === quote.price) return
  button.textContent = quote.price
  if (!before) return
  const direction = Number(quote.price) > Number(before.price) ? 'up' : 'down'
  button.classList.add(direction)
  setTimeout(() => button.classList.remove(direction), FLASH_MS)
}

async function onBoard(selections) {
  const shown = new Set(priceButtons().map((button) => button.dataset.selection))
  if (shown.size === selections.length && selections.every((selection) => shown.has(selection)))
    return
  const response = await fetch('/parts/events')
  partOf('events').innerHTML = await response.text()
  for (const [selection, quote] of quotes) paint(selection, quote)
  onState(true)
  markPicked()
}

function onRemoved(selections) {
  for (const selection of selections) {
    quotes.delete(selection)
    const button = document.querySelector(`button.price[data-selection="${selection}"]`)
    button?.closest('article')?.remove()
  }
  slip.follow(new Map(selections.map((selection) => [selection, null])))
}

function onState(isLive) {
  const state = partOf('stream-state')
  state.classList.toggle('live', isLive)
  state.textContent = isLive ? 'Live prices' : 'Connection lost, trying again…'
}

function markPicked() {
  for (const button of priceButtons())
    button.classList.toggle('picked', button.dataset.selection === slip.selection)
}

async function refreshAccount() {
  const response = await fetch('/parts/account').catch(() => null)
  const text = await response?.text()
  if (!text || text === shownAccount) return
  shownAccount = text
  partOf('account').innerHTML = text
}

partOf('events').addEventListener('click', ({ target }) => {
  const button = target.closest('button.price')
  if (!button) return
  const { selection, name, of } = button.dataset
  slip.pick({ selection, name, of, quote: quotes.get(selection) })
  markPicked()
})

/** Prices as the page came with them, until the stream is heard. */
function readPage() {
  for (const { dataset, textContent, disabled } of priceButtons()) {
    quotes.set(dataset.selection, { price: textContent, limit: dataset.limit, open: !disabled })
  }
}

readPage()
openStream({ onPrices, onBoard, onRemoved, onState })
setInterval(() => void refreshAccount(), ACCOUNT_POLL_MS)
