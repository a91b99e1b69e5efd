import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openGateBookmaker, type GateBookmaker, type Habit } from '../support/gate-bookmaker.ts'
import { openGateBrowser, openGatePage } from '../support/gate-stand.ts'
import { plan } from '../support/plan.ts'

const SLOW = { timeout: 120_000, interval: 20 }

let stack: AsyncDisposableStack
let context: BrowserContext
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
})
afterAll(() => stack.disposeAsync())

const fields = (names: string): string =>
  `form.insertAdjacentHTML('beforeend', '${names
    .split(' ')
    .map((name) => `<input type=hidden name=${name}>`)
    .join('')}')`
const named = (names: string): string =>
  `document.body.insertAdjacentHTML('beforeend', '${names
    .split(' ')
    .map((name) => `<form name=${name}></form><img name=${name} alt="">`)
    .join('')}')`

/** Pages that give what a gate reads another meaning. */
const PAGES: Readonly<Record<string, string>> = {
  'has a form field named matches': fields('matches'),
  'has form fields named as all that is asked of a form': fields(
    'elements querySelectorAll closest contains parentElement getRootNode shadowRoot getAttribute textContent checkVisibility getBoundingClientRect',
  ),
  'has forms and pictures named as members of the document': named(
    'querySelector querySelectorAll elementFromPoint adoptedStyleSheets',
  ),
  'has forms named as members of the window and as our own names': `${named('addEventListener dispatchEvent performance')}
    form.insertAdjacentHTML('afterend', '<form id=surefootGate></form><form id=surefootClickGuard></form><form id=dom></form>')`,
  'replaces matches and closest': `Element.prototype.matches = Element.prototype.closest = () => false`,
  'replaces the path of events': `Event.prototype.composedPath = () => []`,
  'lets no event be stopped':
    'for (const name of ["preventDefault", "stopPropagation", "stopImmediatePropagation"]) Event.prototype[name] = () => {}',
  'has getters that throw': `const boom = { configurable: true, get() { throw new Error('boom') } }
    for (const name of ['parentElement', 'textContent']) Object.defineProperty(Node.prototype, name, boom)
    for (const name of ['type', 'isTrusted', 'target', 'composedPath']) Object.defineProperty(Event.prototype, name, boom)
    for (const name of ['matches', 'shadowRoot', 'id']) Object.defineProperty(button, name, boom)`,
  'has a proxy for a prototype': `Object.setPrototypeOf(HTMLButtonElement.prototype, new Proxy(HTMLElement.prototype, { get: () => () => false }))
    Object.setPrototypeOf(form, new Proxy(HTMLFormElement.prototype, { get: () => () => { throw new Error('boom') } }))`,
  'makes everything an instance of nothing':
    'for (const kind of [Element, KeyboardEvent, HTMLFormElement]) Object.defineProperty(kind, Symbol.hasInstance, { value: () => false })',
  'replaces what arrays do':
    'for (const name of ["some", "filter", "includes", "pop", "map", "push"]) Array.prototype[name] = () => false',
  'sets its clock to zero': 'performance.now = () => 0; Date.now = () => 0',
  'removes listeners of every kind':
    'for (const type of ["click", "pointerdown", "keydown", "submit"]) for (const listener of [null, undefined, place]) window.removeEventListener(type, listener, true)',
  'has a button in a form that names the button': `${fields('slip-place button')}; button.name = 'matches'`,
  'rewrites its document': `addEventListener('load', () => setTimeout(() => {
    const all = '<!doctype html>' + document.documentElement.outerHTML.replace("addEventListener('load'", "void ('load'").replace('const socket = new WebSocket', 'socket.onmessage = null; new WebSocket').replaceAll(/^const /gm, 'var ')
    document.open(); document.write(all); document.close(); window.isRewritten = true
  }))`,
}
const pages = Object.keys(PAGES)
const cases = pages.flatMap((what) => [
  ['Enter in the stake', what] as const,
  ['a form that the button sends', what] as const,
])

/** A tab at a hostile page, pressed as a hand presses: by nothing that runs in the page. */
async function openHostile(bookmaker: GateBookmaker, quirk: string, habit: Habit) {
  bookmaker.habit = habit
  const stand = await openGatePage(context, bookmaker)
  const session = await context.newCDPSession(stand.page)
  const evaluate = async (expression: string): Promise<unknown> =>
    (await session.send('Runtime.evaluate', { expression, returnByValue: true })).result.value
  const [x, y] = [
    Number(await evaluate('button.getBoundingClientRect().x')) + 9,
    Number(await evaluate('button.getBoundingClientRect().y')) + 9,
  ]
  bookmaker.quirk = quirk
  await stand.page.goto(`${bookmaker.origin}/`)
  await vi.waitFor(async () => expect(await evaluate('socket.readyState')).toBe(1), SLOW)
  const isDone = quirk.includes('isRewritten') ? 'isRewritten' : 'true'
  await vi.waitFor(async () => expect(await evaluate(isDone)).toBe(true), SLOW)
  return {
    ...stand,
    press: async () => {
      const { mouse, keyboard } = stand.page
      await mouse.click(x, y)
      await mouse.dblclick(x, y)
      for (const [element, key] of [
        ['#slip-place', 'Enter'],
        ['#slip-place', 'Space'],
        ['#slip-stake', 'Enter'],
      ] as const) {
        const find = `Document.prototype.querySelector.call(document, '${element}')`
        await evaluate(`HTMLElement.prototype.focus.call(${find})`)
        await keyboard.press(key)
      }
    },
    /** What was sent before has arrived once this has. */
    settle: async () => {
      await evaluate(
        `WebSocket.prototype.send.call(socket, '{"selection":"last","stake":"","price":""}')`,
      )
      await vi.waitFor(() => expect(bookmaker.bets.at(-1)?.selection).toBe('last'), SLOW)
      bookmaker.bets.pop()
    },
  }
}

describe('a page that bets over a web socket, without a permit', () => {
  it.each(cases)('places nothing by %s though it %s', async (habit, what) => {
    await using bookmaker = await openGateBookmaker()
    const tab = await openHostile(bookmaker, PAGES[what] ?? '', habit)
    await tab.press()
    await tab.settle()
    expect(bookmaker.bets).toEqual([])
    await tab.page.close()
  })
})

describe('a page that bets over a web socket, with a permit', () => {
  it.each(pages)('places at most one bet though it %s', async (what) => {
    await using bookmaker = await openGateBookmaker()
    const tab = await openHostile(bookmaker, PAGES[what] ?? '', 'a form that the button sends')
    const aimed = await tab.driven.prepare(plan)
    const receipt = aimed.ok ? await tab.submit({ aimed, waitMs: 1500 }) : undefined
    await tab.press()
    await tab.settle()
    expect(bookmaker.bets.length).toBeLessThanOrEqual(1)
    // What is not known is never a yes or a no.
    const states = bookmaker.bets.length === 1 ? ['ACCEPTED', 'UNKNOWN'] : ['REJECTED', 'UNKNOWN']
    expect([undefined, ...states]).toContain(receipt?.state)
    await tab.page.close()
  })
})
