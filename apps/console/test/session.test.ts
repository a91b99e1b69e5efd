import { afterEach, describe, expect, test, vi } from 'vitest'
import { readDocument } from '../src/contracts/read-document.ts'
import { describeBrowser, describePlace } from '../src/people/describe-browser.ts'
import { describeLeft, isOfThisMachine } from '../src/people/link-words.ts'
import { claimSession } from '../src/session/claim-session.ts'
import { readLink } from '../src/session/read-link.ts'

test('the one-time link is read from the hash, and only from it', () => {
  expect(readLink('#link=abc-DEF_123')).toBe('abc-DEF_123')
  expect(readLink('')).toBeNull()
  expect(readLink('#other=1')).toBeNull()
})

test('a contract that is no JSON object is refused in words before it is sent', () => {
  expect(readDocument('{"schema":"provider-contract/1"}')).toMatchObject({ ok: true })
  expect(readDocument('[1]')).toMatchObject({
    ok: false,
    fault: expect.stringContaining('not an object'),
  })
  expect(readDocument('{')).toMatchObject({ ok: false, fault: expect.stringContaining('not JSON') })
})

test('a browser is named by what it is and what it runs on; one that says something else is shown as it said', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36'
  expect(describeBrowser(chrome)).toBe('Chrome on Linux')
  expect(describeBrowser('curl')).toBe('curl')
  expect(describeBrowser('<b>me</b>')).toBe('<b>me</b>')
  expect(describeBrowser('')).toBe('A browser that does not say which')
})

test('a browser on this machine is said to be so', () => {
  for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    expect(describePlace(peer)).toBe('this machine')
  expect(describePlace('10.0.0.7')).toBe('10.0.0.7')
})

test('a link counts down to its end and is then not shown any more', () => {
  expect(describeLeft(900_000)).toBe('for 15 min 0 s')
  expect(describeLeft(59_001)).toBe('for 1 min 0 s')
  expect(describeLeft(1)).toBe('for 1 s')
  expect(describeLeft(0)).toBeNull()
})

test('a link to this machine itself is known as one that a phone cannot open', () => {
  for (const url of ['http://127.0.0.1:7300/#link=x', 'http://localhost/', 'http://[::1]:7300/'])
    expect(isOfThisMachine(url)).toBe(true)
  expect(isOfThisMachine('https://desk.example/#link=x')).toBe(false)
})

describe('whether this browser is logged in', () => {
  afterEach(() => vi.unstubAllGlobals())

  /** The gateway's answers, one a request; what has none is not answered at all. */
  const answer = (...statuses: readonly (number | undefined)[]) => {
    const left = [...statuses]
    vi.stubGlobal('fetch', async () => {
      const status = left.shift()
      if (status === undefined) throw new Error('no route')
      if (status === 204) return new Response(null, { status })
      const body = status === 200 ? { operator: 'anna', role: 'operator' } : PROBLEM
      return Response.json(body, { status })
    })
  }
  const PROBLEM = { code: 'X', detail: 'A sentence of the gateway.' }

  test.each([
    ['it is', 'link', [204, 200], { kind: 'open' }],
    ['it is, though the link was used before', 'link', [401, 200], { kind: 'open' }],
    ['it is not', null, [401], { kind: 'none', why: null }],
    ['it is not, and the link is why', 'link', [401, 401], { kind: 'none', why: PROBLEM.detail }],
    ['the ledger is silent', null, [503], { kind: 'unknown', why: PROBLEM.detail, link: null }],
    ['the link was not checked and is kept', 'link', [503], { kind: 'unknown', link: 'link' }],
    ['the gateway is gone', null, [], { kind: 'unknown', link: null }],
    ['the gateway failed', null, [500], { kind: 'unknown', link: null }],
  ])('%s', async (_name, link, statuses, expected) => {
    answer(...statuses)
    expect(await claimSession(link)).toMatchObject(expected)
  })
})
