import { compileContract, readContract } from '@surefoot/provider'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGateBrowser, openGatePage } from '../support/gate-stand.ts'
import { openPageServer } from '../support/page-server.ts'
import { plan } from '../support/plan.ts'
import { readSandboxDocument } from '../support/sandbox-contract.ts'

let stack: AsyncDisposableStack
let context: BrowserContext
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
})
afterAll(() => stack.disposeAsync())

interface Box {
  readonly stake: string
  readonly odds?: string
  /** The largest stake that the page shows. */
  readonly limit?: string
  /** Words of the contract's slip besides. */
  readonly slip?: Readonly<Record<string, object>>
}

/** A page that writes 2,20 with a stake box of its own kind. */
async function openBox({ stake, odds = '<output id="slip-price">2,20</output>', slip }: Box) {
  const server = await openPageServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      request.url === '/bare'
        ? 'bare'
        : `<!doctype html><html lang="de"><meta charset="utf-8"><p id="account-name">Ada</p><p id="balance">1.000,00 €</p>
<button class="price" data-selection="7">2,20</button>
<aside id="slip" data-selection="7">${stake}${odds}</aside><button type="button" id="slip-place">Place</button>`,
    )
  })
  const document = await readSandboxDocument('north', server.origin)
  const { place } = contractOf(document)
  const contract = compileContract(
    contractOf({
      ...document,
      ...(slip ? { schema: 'provider-contract/2' } : {}),
      page: { oddsFormat: 'decimal', numberLocale: 'comma' },
      place: { ...place, slip: { ...place.slip, ...slip } },
    }),
  )
  return { ...server, contract }
}

function contractOf(document: unknown) {
  const reading = readContract(document)
  if (!reading.ok) throw new Error(reading.faults.join('; '))
  return reading.contract
}

const NUMBER = '<input id="slip-stake" type="number" step="0.01">'
const stakeOf = (words: object) => ({ stake: { css: '#slip-stake', from: 'value', ...words } })

describe('a page that writes 2,05 (C24)', () => {
  it.each<[string, Box, string]>([
    ['a number box', { stake: NUMBER }, '10.00'],
    ['a box for text', { stake: '<input id="slip-stake">' }, '10,00'],
    [
      'a slider',
      { stake: '<input id="slip-stake" type="range" min="0" max="50" step="0.5">' },
      '10',
    ],
    [
      'a number box that counts hundredths',
      { stake: '<input id="slip-stake" type="number">', slip: stakeOf({ scale: 'hundredths' }) },
      '1000',
    ],
    [
      'a box for text that wants a point',
      { stake: '<input id="slip-stake">', slip: stakeOf({ numberLocale: 'point' }) },
      '10.00',
    ],
    [
      'a number box with its limit, and odds in another',
      {
        stake: '<input id="slip-stake" type="number" step="0.01" max="250.50">',
        odds: '<input id="slip-price" type="number" value="2.2">',
        limit: '250.50',
        slip: {
          odds: { css: '#slip-price', from: 'value' },
          maxStake: { css: '#slip-stake', from: { attribute: 'max' } },
        },
      },
      '10.00',
    ],
  ])('takes a stake in %s', async (_what, box, held) => {
    await using site = await openBox(box)
    const tab = await openGatePage(context, site)
    const aimed = await tab.driven.prepare(plan)
    expect(aimed).toMatchObject({
      ok: true,
      slip: { stake: '10.00', odds: '2.2', balance: '1000.00' },
    })
    expect(await tab.page.inputValue('#slip-stake')).toBe(held)
    expect(aimed).toMatchObject({ slip: { maxStake: box.limit ?? null } })
    await tab.page.close()
  })
})
