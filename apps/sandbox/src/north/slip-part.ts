import { html, type Html } from '../web/html.ts'

/**
 * The bet slip. The page's script finds its parts by `data-part`; ids are for everyone else. A changed page (a knob)
 * has other ids and attributes, as after a redesign: no selector written for the first one matches.
 */
export function slipPart(isChanged: boolean): Html {
  const id = (name: string) => (isChanged ? `coupon-${name}-v2` : name)
  return html`<aside
    id="${id('slip')}"
    class="slip card"
    data-part="slip"
    data-selection-attribute="${isChanged ? 'data-pick' : 'data-selection'}"
  >
    <h2>Bet slip</h2>
    <p class="hint" data-part="empty">Pick a price to begin.</p>
    <div data-part="picked" hidden>
      <div class="chosen">
        <div>
          <strong data-part="name"></strong>
          <p data-part="of"></p>
        </div>
        <output id="${id('slip-price')}" data-part="price"></output>
      </div>
      <p id="${id('slip-suspended')}" class="suspended" data-part="suspended" hidden>Suspended</p>
      <label
        >Stake, €<input
          id="${id('slip-stake')}"
          data-part="stake"
          inputmode="decimal"
          autocomplete="off"
          placeholder="0.00"
      /></label>
      <p class="hint">
        Largest stake € <span id="${id('slip-limit')}" data-part="limit"></span> · returns €
        <span data-part="returns">–</span>
      </p>
      <div class="buttons">
        <button type="button" id="${id('slip-clear')}" class="quiet" data-part="clear">
          Clear
        </button>
        <button type="button" id="${id('slip-place')}" class="button" data-part="place" disabled>
          Place bet
        </button>
      </div>
    </div>
    <p
      id="${id('slip-message')}"
      class="message"
      data-part="message"
      role="status"
      aria-live="polite"
    ></p>
  </aside>`
}
