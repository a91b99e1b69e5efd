import { formatGrouped } from '../money.ts'
import { html, type Html } from '../web/html.ts'

export interface Customer {
  readonly name: string
  readonly fundsMinor: number
}

/** What all of South's pages have around them. */
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
        <title>South – ${page.title}</title>
        <link rel="icon" href="/assets/sun.svg" />
        <link rel="stylesheet" href="/assets/frame.css" />
        ${page.styles.map((name) => html`<link rel="stylesheet" href="/assets/${name}.css" />`)}
        ${page.script === null ? null : html`<script type="module" src="/assets/${page.script}"></script>`}
      </head>
      <body>
        <south-header>${headerPart(page.customer)}</south-header>
        ${page.body}
      </body>
    </html>`
}

export function headerPart(customer: Customer | null): Html {
  const account = customer
    ? html`<span class="purse"
          >€<span class="funds">${formatGrouped(customer.fundsMinor)}</span></span
        >
        <span class="customer">${customer.name}</span>
        <form method="post" action="/signout"><button class="plain">Sign out</button></form>`
    : html`<a class="signin" href="/signin">Sign in</a>`
  return html`<a class="brand" href="/"
      ><img src="/assets/sun.svg" alt="" width="30" height="30" />south</a
    >
    <nav><a href="/">Coupon</a><a href="/my">My bets</a></nav>
    <div class="account">${account}</div>`
}
