/** The bet slip: one selection, its price as the stream has it, and the house's answer. The markup came with the page. */
export class Slip {
  #root
  #on
  #picked = null
  #isPlacing = false

  constructor(root, { onAnswer, onCleared }) {
    this.#root = root
    this.#on = { onAnswer, onCleared }
    this.#part('stake').addEventListener('input', () => this.#paint())
    this.#part('clear').addEventListener('click', () => this.#clear('', ''))
    this.#part('place').addEventListener('click', () => void this.#place())
  }

  get selection() {
    return this.#picked?.selection ?? null
  }

  pick({ selection, name, of, quote }) {
    this.#picked = { selection, name, of, quote }
    this.#say('', '')
    this.#paint()
    this.#part('stake').focus()
  }

  /** Follows the picked selection; a quote of null: it is gone. */
  follow(prices) {
    if (!this.#picked || !prices.has(this.#picked.selection)) return
    this.#picked.quote = prices.get(this.#picked.selection) ?? {
      ...this.#picked.quote,
      open: false,
    }
    this.#paint()
  }

  #paint() {
    this.#part('empty').hidden = this.#picked !== null
    this.#part('picked').hidden = this.#picked === null
    const { selectionAttribute } = this.#root.dataset
    if (!this.#picked) return this.#root.removeAttribute(selectionAttribute)
    const { selection, name, of, quote } = this.#picked
    const stake = readStake(this.#part('stake').value)
    this.#root.setAttribute(selectionAttribute, selection)
    this.#write('name', name)
    this.#write('of', of)
    this.#write('price', quote.price)
    this.#write('limit', quote.limit)
    this.#write('returns', stake === '' ? '–' : returnsOf(stake, quote.price))
    this.#part('suspended').hidden = quote.open
    this.#part('place').disabled = this.#isPlacing || !quote.open || stake === ''
  }

  async #place() {
    const { selection, quote } = this.#picked
    const stake = readStake(this.#part('stake').value)
    this.#isPlacing = true
    this.#say('Placing…', '')
    this.#paint()
    const answer = await send({ selectionId: selection, price: quote.price, stake })
    this.#isPlacing = false
    if (answer.status === 'accepted') {
      this.#clear(
        `Accepted: € ${answer.stake} at ${answer.price}, reference ${answer.ref}`,
        'accepted',
      )
    } else {
      this.#say(answer.message, 'refused')
      this.#paint()
    }
    this.#on.onAnswer()
  }

  #clear(message, kind) {
    this.#picked = null
    this.#part('stake').value = ''
    this.#say(message, kind)
    this.#paint()
    this.#on.onCleared()
  }

  #part(name) {
    return this.#root.querySelector(`[data-part=${name}]`)
  }

  #write(name, text) {
    if (this.#part(name).textContent !== text) this.#part(name).textContent = text
  }

  #say(text, kind) {
    this.#part('message').textContent = text
    this.#part('message').className = `message ${kind}`
  }
}

async function send(bet) {
  try {
    const response = await fetch('/api/bets', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bet),
    })
    return await response.json()
  } catch {
    return {
      status: 'unknown',
      message: 'No answer from the house. Look at My bets before you bet again.',
    }
  }
}

/** The stake with two decimals, or an empty text. */
function readStake(text) {
  const parts = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!parts || Number(parts[0]) === 0) return ''
  return `${Number(parts[1])}.${(parts[2] ?? '').padEnd(2, '0')}`
}

function returnsOf(stake, price) {
  const tenThousandths = Number(stake.replace('.', '')) * Number(price.replace('.', ''))
  return (Math.floor(tenThousandths / 100) / 100).toFixed(2)
}
