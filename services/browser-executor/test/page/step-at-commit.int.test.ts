import { compileContract, readContract } from '@surefoot/provider'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGateBrowser, openGatePage } from '../support/gate-stand.ts'
import { openMovingPage } from '../support/moving-page.ts'
import { plan } from '../support/plan.ts'

let stack: AsyncDisposableStack
let context: BrowserContext
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
})
afterAll(() => stack.disposeAsync())

const COUNT = `window.presses = 0
for (const type of ['pointerdown', 'click']) place.addEventListener(type, () => { presses += 1 }, true)
place.onclick = null`
const add = (html: string) => `document.body.insertAdjacentHTML('beforeend', '${html}')`

/** A tab at a bookmaker whose contract clicks something more before the slip is read. */
async function openTab(css: string, script: string) {
  const bookmaker = await openMovingPage()
  bookmaker.script = `${COUNT}\n${script}`
  const { contract } = bookmaker.contract
  const steps = [...contract.place.steps, { do: 'click', at: [{ css }] }]
  const reading = readContract({ ...contract, place: { ...contract.place, steps } })
  if (!reading.ok) throw new Error(reading.faults.join('; '))
  const compiled = compileContract(reading.contract)
  const tab = await openGatePage(context, { origin: bookmaker.origin, contract: compiled })
  return { ...tab, bookmaker }
}

describe('a step that could press the place button', () => {
  it.each([
    ['itself, by another selector', 'button#slip-place', ''],
    ['itself, by its place', 'aside + button', ''],
    ['what is inside it', '#inner', `place.innerHTML = '<b id=inner>Place</b>'`],
    [
      'what is around it',
      '#around',
      `const around = document.createElement('div'); around.id = 'around'; place.before(around); around.append(place)`,
    ],
    ['its label', '#label', add('<label id=label for=slip-place>Bet</label>')],
    ['what is inside its label', '#deep', add('<label for=slip-place><i id=deep>Bet</i></label>')],
  ])('presses nothing, and is named: %s', async (_what, css, script) => {
    const tab = await openTab(css, script)
    const aimed = await tab.driven.prepare(plan)
    expect(aimed).toMatchObject({ ok: false, code: 'SLIP_INVALID' })
    const message = aimed.ok ? '' : aimed.message
    expect(message).toMatch(/: step \d+ \(click\): /)
    expect(message).toContain(`${css} could press the place button`)
    expect(await tab.page.evaluate('presses')).toBe(0)
    await tab.page.close()
    await tab.bookmaker[Symbol.asyncDispose]()
  })

  it('is not a step at something else', async () => {
    const tab = await openTab('#other', add('<button id=other>Other</button>'))
    expect(await tab.driven.prepare(plan)).toMatchObject({ ok: true })
    await tab.page.close()
    await tab.bookmaker[Symbol.asyncDispose]()
  })
})
