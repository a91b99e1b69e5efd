import { describe, expect, test } from 'vitest'
import {
  findProvider,
  listFirstRunLines,
  presentLines,
  unknownLines,
  type FirstRunFacts,
} from '../src/first-run/index.ts'

type Account = FirstRunFacts['accounts']['A']

const NORTH = 'http://127.0.0.1:7301'
const SOUTH = 'http://127.0.0.1:7302'
const contracts = [
  { providerId: 'north', name: 'North', origins: [NORTH], document: { loginHint: 'Play money.' } },
  { providerId: 'south', name: 'South', origins: [SOUTH], document: {} },
]

const off: Account = { state: 'IDLE', url: null, reason: null, providerId: null, browser: null }
const ready = (url: string, change: Partial<Account> = {}): Account => ({
  ...off,
  state: 'BROWSER_READY',
  url: `${url}/login`,
  browser: { isUp: true, pageOrigin: url, isLoggedIn: null },
  ...change,
})
const running = (url: string, providerId: string): Account =>
  ready(url, {
    state: 'RUNNING',
    providerId,
    browser: { isUp: true, pageOrigin: url, isLoggedIn: true },
  })

const fresh: FirstRunFacts = {
  accounts: { A: off, B: off },
  control: { trading: 'HALT_NEW', venue: 'paper' },
  contracts,
  hasExecuted: false,
}
const open = { A: ready(NORTH), B: ready(SOUTH) }
const up = { A: running(NORTH, 'north'), B: running(SOUTH, 'south') }

const states = (change: Partial<FirstRunFacts>) =>
  listFirstRunLines({ ...fresh, ...change }).map(({ id, state }) => `${id} ${state}`)
const line = (id: string, change: Partial<FirstRunFacts>) =>
  listFirstRunLines({ ...fresh, ...change }).find((each) => each.id === id)

describe('the seven lines', () => {
  test('a new desk has one thing to do: open the browsers', () => {
    expect(states({})).toEqual([
      'open now',
      'login-A waiting',
      'mark-A waiting',
      'login-B waiting',
      'mark-B waiting',
      'run waiting',
      'execute waiting',
    ])
  })

  test('with both browsers open the operator logs in and marks, in any order', () => {
    const now = presentLines(listFirstRunLines({ ...fresh, accounts: open }))
    expect(now.map(({ title }) => title)).toEqual([
      'Log in at North in browser A',
      'Mark A as North',
      'Log in at South in browser B',
      'Mark B as South',
    ])
  })

  test('with both running it is Run, and with Run it is Execute', () => {
    expect(states({ accounts: up }).slice(0, 6)).toEqual([
      'open done',
      'login-A done',
      'mark-A done',
      'login-B done',
      'mark-B done',
      'run now',
    ])
    const control = { trading: 'RUN', venue: 'live' } as const
    expect(line('execute', { accounts: up, control })?.state).toBe('now')
    expect(
      states({ accounts: up, control, hasExecuted: true }).every((each) => each.endsWith('done')),
    ).toBe(true)
  })

  test('Live waits for what could not be read, and the line says for what', () => {
    const unread = [{ part: 'lists' as const, why: 'the answer is not JSON' }]
    const B = { ...up.B, browser: { isUp: true, pageOrigin: SOUTH, isLoggedIn: true, unread } }
    const detail = line('run', { accounts: { A: up.A, B } })?.detail
    expect(detail).toContain(
      'Live waits until its lists of bets (the answer is not JSON) were read at account B.',
    )
    expect(line('run', { accounts: up })?.detail).not.toContain('waits')
  })

  test('a desk that runs without its accounts does not ask for an execution', () => {
    const control = { trading: 'RUN', venue: 'live' } as const
    expect(line('execute', { control })?.state).toBe('waiting')
  })
})

describe('opening', () => {
  test('a browser that did not open says why', () => {
    const A = { ...off, reason: 'Chromium did not start.' }
    expect(line('open', { accounts: { A, B: off } })).toMatchObject({
      state: 'failed',
      detail: 'A: Chromium did not start.',
    })
  })

  test('one account that is off is named', () => {
    expect(line('open', { accounts: { ...open, B: off } })).toMatchObject({
      state: 'now',
      detail: 'Account B is off.',
    })
  })

  test('an account whose browser sends no status is not known to be open', () => {
    const A = { ...open.A, browser: null }
    for (const id of ['open', 'login-A', 'mark-A'])
      expect(line(id, { accounts: { ...open, A } })?.state).toBe('unknown')
  })
})

describe('logging in', () => {
  test('whether one is logged in is not claimed before the page is marked; a public login is shown', () => {
    expect(line('login-A', { accounts: open })).toMatchObject({
      state: 'now',
      detail: 'Play money. Whether you are logged in is known once the page is marked.',
    })
    expect(line('login-B', { accounts: open })?.detail).not.toContain('Play')
  })

  test('a bookmaker that has logged the account out asks for the login again', () => {
    const browser = { isUp: true, pageOrigin: NORTH, isLoggedIn: false }
    const A = { ...up.A, browser }
    expect(line('login-A', { accounts: { ...up, A } })?.state).toBe('now')
  })

  test('a marked page that shows neither is unknown, not logged in', () => {
    const A = { ...up.A, browser: { isUp: true, pageOrigin: NORTH, isLoggedIn: null } }
    expect(line('login-A', { accounts: { ...up, A } })?.state).toBe('unknown')
  })
})

describe('marking', () => {
  const shows = (pageOrigin: string | null, url = NORTH) => ({
    ...open,
    A: ready(url, { browser: { isUp: true, pageOrigin, isLoggedIn: null } }),
  })

  test('an own bookmaker without a contract says what to do', () => {
    const own = 'https://bookmaker.example'
    expect(line('mark-A', { accounts: shows(own, own) })).toMatchObject({
      state: 'failed',
      title: 'Mark the bookmaker of A',
      detail: `No contract serves ${own}. Import one under Contracts.`,
    })
  })

  test('a page elsewhere cannot be marked, and the way back is named', () => {
    expect(line('mark-A', { accounts: shows('https://login.example') })).toMatchObject({
      state: 'failed',
      detail: `The browser shows https://login.example, and was opened at ${NORTH}. Go back to the bookmaker's page.`,
    })
  })

  test('contracts that were not read are not taken for missing', () => {
    expect(line('mark-A', { accounts: open, contracts: null })?.state).toBe('unknown')
  })

  test('a marked page waits for its first odds, and for the login if there is none', () => {
    const marked = (isLoggedIn: boolean) =>
      ready(NORTH, {
        state: 'PROVIDER_READY',
        providerId: 'north',
        browser: { isUp: true, pageOrigin: NORTH, isLoggedIn },
      })
    expect(line('mark-A', { accounts: { ...open, A: marked(true) } })).toMatchObject({
      state: 'waiting',
      detail: expect.stringContaining('first odds'),
    })
    expect(line('mark-A', { accounts: { ...open, A: marked(false) } })?.detail).toContain('log in')
  })

  test('the provider is the marked one, then that of the page, then that of the address', () => {
    const moved = ready(NORTH, { browser: { isUp: true, pageOrigin: SOUTH, isLoggedIn: null } })
    expect(findProvider(contracts, { ...moved, providerId: 'north' })?.name).toBe('North')
    expect(findProvider(contracts, moved)?.name).toBe('South')
    expect(findProvider(contracts, ready(NORTH, { browser: null }))?.name).toBe('North')
    expect(findProvider(contracts, off)).toBeNull()
  })
})

test('nothing is done, and nothing is next, on a desk that was not read lately', () => {
  const lines = unknownLines(listFirstRunLines({ ...fresh, accounts: up, hasExecuted: true }))
  expect(new Set(lines.map(({ state }) => state))).toEqual(new Set(['unknown']))
  expect(presentLines(lines)).toEqual([])
})

test('executions that were not read are not taken for none', () => {
  expect(line('execute', { hasExecuted: null })?.state).toBe('unknown')
})
