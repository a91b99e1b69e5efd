import { describe, expect, test } from 'vitest'
import type { BrowserView } from '../src/desk.ts'
import { waitsFor } from '../src/waits-for.ts'
import { accountRow } from './support/samples.ts'

const up: BrowserView = {
  isUp: true,
  pageOrigin: 'http://127.0.0.1:7301',
  isLoggedIn: null,
  unread: null,
  balance: null,
  streamAgeMs: null,
  quotesMapped: 0,
}
const waits = (state: Parameters<typeof row>[0], browser: BrowserView | null = up) =>
  waitsFor(row(state), browser)
const row = (state: ReturnType<typeof accountRow>['state']) => accountRow('A', { state })

describe('an account', () => {
  test('that is off waits to be switched on, and one on its way for its browser', () => {
    expect(waits('IDLE', null)).toBe('Switch the account on')
    expect(waits('BROWSER_OPENING', null)).toBe('The browser is opening')
    expect(waits('STOPPING', null)).toBe('The browser is closing')
  })

  test('with a browser waits for a person to log in and mark', () => {
    expect(waits('BROWSER_READY')).toContain('Log in at the bookmaker, then mark the provider')
    expect(waits('BROWSER_READY', { ...up, isLoggedIn: true })).toMatch(/^Mark the provider/)
  })

  test('that is marked waits for its first odds', () => {
    expect(waits('PROVIDER_READY')).toContain('first odds')
    expect(waits('PROVIDER_READY', { ...up, isLoggedIn: false })).toContain('Log in')
  })

  test('that runs waits for nothing, unless it was logged out or its stream is silent', () => {
    expect(waits('RUNNING', { ...up, isLoggedIn: true, streamAgeMs: 400 })).toBeNull()
    expect(waits('RUNNING', { ...up, isLoggedIn: false })).toContain('log in again')
    expect(waits('RUNNING', { ...up, streamAgeMs: 20_000 })).toContain('silent for 20 s')
  })

  test('whose browser gives no sign of life says so', () => {
    for (const state of ['BROWSER_READY', 'PROVIDER_READY', 'RUNNING'] as const)
      for (const browser of [null, { ...up, isUp: false }])
        expect(waits(state, browser)).toContain('No sign of life')
  })
})
