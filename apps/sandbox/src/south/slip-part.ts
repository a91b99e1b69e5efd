import { html, type Html } from '../web/html.ts'

/**
 * The bet slip, a custom element whose shadow root comes with the page. Its script finds the parts by `data-part`;
 * classes are for everyone else. A changed page (a knob) has other classes and another element's name.
 */
export function slipPart(isChanged: boolean): Html {
  const named = (name: string) => (isChanged ? `s2-${name}` : name)
  const shadow = html`<template shadowrootmode="open">
    <link rel="stylesheet" href="/assets/slip.css" />
    <section>
      <h2>Your slip</h2>
      <p class="soft" data-part="empty">Touch any odds to start a bet.</p>
      <div data-part="filled" hidden>
        <div
          class="${named('pick')}"
          data-part="pick"
          data-id-attribute="${isChanged ? 'data-sel' : 'data-oid'}"
        >
          <div><b data-part="name"></b><span class="soft" data-part="of"></span></div>
          <span class="${named('odd-value')}" data-part="odd"></span>
        </div>
        <p class="${named('blocked')} notice" data-part="blocked" hidden>
          Betting is closed on this one for now.
        </p>
        <p class="${named('changed')} notice" data-part="changed" hidden>
          Odds have changed.
          <button type="button" class="${named('accept-change')}" data-part="accept">Accept</button>
        </p>
        <label
          >Amount<input
            class="${named('amount')}"
            data-part="amount"
            inputmode="decimal"
            autocomplete="off"
            placeholder="0.00"
        /></label>
        <p class="soft">Largest: €<span class="${named('max')}" data-part="max"></span></p>
        <label class="check"
          ><input type="checkbox" class="${named('any-odds')}" data-part="any" />Accept any
          odds</label
        >
        <div class="acts">
          <button type="button" class="${named('clear')} plain" data-part="clear">Remove</button>
          <button type="button" class="${named('bet')} strong" data-part="bet" disabled>
            Bet now
          </button>
        </div>
      </div>
      <p class="${named('note')}" data-part="note" role="status" aria-live="polite"></p>
    </section>
  </template>`
  return isChanged
    ? html`<south-coupon data-part="slip">${shadow}</south-coupon>`
    : html`<south-slip data-part="slip">${shadow}</south-slip>`
}
