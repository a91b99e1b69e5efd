import { placeBet } from './bet.js'

/** The slip: one pick, the odds its owner has agreed to, and what the house says. The markup came with the page. */
export class Slip extends HTMLElement {
  #pick = null
  #isWaiting = false

  connectedCallback() {
    this.#part('amount').addEventListener('input', () => this.#paint())
    this.#part('any').addEventListener('change', () => this.#paint())
    this.#part('clear').addEventListener('click', () => this.#empty(''))
    this.#part('bet').addEventListener('click', () => void this.#bet())
    this.#part('accept').addEventListener('click', () => {
      this.#pick.agreed = this.#pick.odds.odd
      this.#paint()
    })
  }

  get oid() {
    return this.#pick?.oid ?? null
  }

  add({ oid, name, of, odds }) {
    this.#pick = { oid, name, of, odds, agreed: odds.odd }
    this.#say('', '')
    this.#paint()
    this.#part('amount').focus()
  }

  /** Odds of null: the pick has left the coupon. */
  follow(changes) {
    if (!this.#pick || !changes.has(this.#pick.oid)) return
    this.#pick.odds = changes.get(this.#pick.oid) ?? { ...this.#pick.odds, open: false }
    this.#paint()
  }

  #paint() {
    this.#part('empty').hidden = this.#pick !== null
    this.#part('filled').hidden = this.#pick === null
    const { idAttribute } = this.#part('pick').dataset
    if (!this.#pick) return this.#part('pick').removeAttribute(idAttribute)
    const { oid, name, of, odds, agreed } = this.#pick
    const hasChanged = odds.odd !== agreed && !this.#part('any').checked
    this.#part('pick').setAttribute(idAttribute, oid)
    this.#write('name', name)
    this.#write('of', of)
    this.#write('odd', odds.odd)
    this.#write('max', odds.max)
    this.#part('blocked').hidden = odds.open
    this.#part('changed').hidden = !hasChanged || this.#isWaiting
    this.#part('bet').disabled = this.#isWaiting || !odds.open || hasChanged || !this.#amount()
  }

  async #bet() {
    const { oid, odds } = this.#pick
    const any = this.#part('any').checked ? { any: '1' } : {}
    this.#isWaiting = true
    this.#say('Waiting for the house…', '')
    this.#paint()
    const answer = await placeBet({ oid, odd: odds.odd, amount: this.#amount(), ...any })
    this.#isWaiting = false
    if (answer.s === 'A')
      this.#empty(`Bet placed: €${answer.a} at ${answer.o}, reference ${answer.r}`)
    else {
      this.#say(answer.d, 'bad')
      this.#paint()
    }
    this.dispatchEvent(new Event('answered'))
  }

  #empty(note) {
    this.#pick = null
    this.#part('amount').value = ''
    this.#say(note, 'good')
    this.#paint()
    this.dispatchEvent(new Event('emptied'))
  }

  /** The amount with two decimals, or an empty text. */
  #amount() {
    const parts = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(this.#part('amount').value.trim())
    if (!parts || Number(parts[0]) === 0) return ''
    return `${Number(parts[1])}.${(parts[2] ?? '').padEnd(2, '0')}`
  }

  #part(name) {
    return this.shadowRoot.querySelector(`[data-part=${name}]`)
  }

  #write(name, text) {
    if (this.#part(name).textContent !== text) this.#part(name).textContent = text
  }

  #say(text, mood) {
    this.#part('note').textContent = text
    this.#part('note').dataset.mood = mood
  }
}
