const RECONNECT_MS = 1000

/**
 * Follows the house's stream for as long as the page is open; a lost connection comes back to a fresh snapshot.
 * `onPrices` gets a map of selection → {price, limit, open} with what changed; `onBoard` the ids that are listed.
 */
export function openStream({ onPrices, onBoard, onRemoved, onState }) {
  const socket = new WebSocket(`ws://${location.host}/stream`)
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data)
    onState(true)
    if (message.type === 'snapshot') {
      const prices = readSnapshot(message)
      onPrices(prices)
      onBoard([...prices.keys()])
    }
    if (message.type === 'update')
      onPrices(new Map(message.prices.map((price) => [price.selection, price])))
    if (message.type === 'remove') onRemoved(message.selections)
  })
  socket.addEventListener('close', () => {
    onState(false)
    setTimeout(() => openStream({ onPrices, onBoard, onRemoved, onState }), RECONNECT_MS)
  })
}

function readSnapshot({ events }) {
  const selections = events.flatMap(({ markets }) => markets.flatMap((market) => market.selections))
  return new Map(selections.map((selection) => [selection.id, selection]))
}
