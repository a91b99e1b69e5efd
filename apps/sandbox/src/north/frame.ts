import { formatMoney } from '../money.ts'
import { html, type Html } from '../web/html.ts'

export interface Customer {
  readonly name: string
  readonly balanceMinor: number
}

/** What all of North's pages have around them. */
export function frame(page: {
  title: string
  customer: Customer | null
  styles: readonly string[]
  script: string | null
  body: Html
}): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · North</title>
        <link rel="icon" href="/assets/mark.svg" />
        <link rel="stylesheet" href="/assets/frame.css" />
        ${page.styles.map((name) => html`<link rel="stylesheet" href="/assets/${name}.css" />`)}
        ${page.script === null ? null : html`<script type="module" src="/assets/${page.script}"></script>`}
      </head>
      <body>
        <header>
          <a class="brand" href="/"
            ><img src="/assets/mark.svg" alt="" width="26" height="26" />North</a
          >
          <nav><a href="/">Events</a><a href="/bets">My bets</a></nav>
          <div class="account" data-part="account">${accountPart(page.customer)}</div>
        </header>
        ${page.body}
      </body>
    </html>`
}

export function accountPart(customer: Customer | null): Html {
  if (!customer) return html`<a id="login-link" class="button" href="/login">Log in</a>`
  return html`<span class="balance"
      >€ <span id="balance">${formatMoney(customer.balanceMinor)}</span></span
    ><span id="account-name">${customer.name}</span>
    <form method="post" action="/logout"><button class="quiet">Log out</button></form>`
}
