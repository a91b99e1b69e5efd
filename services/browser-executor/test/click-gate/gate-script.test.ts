import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as dom from '../../src/page/dom.ts'
import { mayPass, openGate, readGate, type Gate } from '../../src/click-gate/gate-script.ts'

const permitted = { selectionId: '7', stake: '10.00', odds: '2.10' }
const said = new Map<string, string>()
let gate: Gate
let nowMs = 0
const event = (type: string, isTrusted = true) => ({ type, isTrusted })
const order = { id: 'this document', untilMs: 2000, permitted }

beforeEach(() => {
  nowMs = 1000
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
  for (const [name, text] of Object.entries(permitted)) said.set(name, text)
  const from = 'text'
  gate = {
    id: 'this document',
    commit: [{ css: '#place' }],
    slip: {
      selectionId: { css: 'selectionId', from },
      stake: { css: 'stake', from },
      odds: { css: 'odds', from },
    },
    tools: {
      isInside: () => true,
      splitSelector: (css) => [css],
      readOne: ({ css }) => {
        const text = said.get(css)
        return text === undefined ? { fault: 'is not there' } : { text }
      },
    },
    untilMs: 0,
    permitted: null,
    passed: [],
    isHeard: false,
    wasRemoved: false,
  }
  globalThis.surefootGate = gate
  vi.stubGlobal('dom', dom)
})
afterEach(() => {
  vi.unstubAllGlobals()
  globalThis.surefootGate = undefined
  vi.restoreAllMocks()
})

describe('a gate', () => {
  it('that nobody opened lets nothing pass', () => {
    expect(mayPass(gate, event('click'))).toBe(false)
  })

  it('is opened in the document that was read, and in no other', () => {
    expect(openGate({ ...order, id: 'the document before' })).toBe(false)
    expect(mayPass(gate, event('click'))).toBe(false)
    expect(openGate(order)).toBe(true)
    expect(mayPass(gate, event('click'))).toBe(true)
  })

  it('is not opened once its time is over, nor where there is none', () => {
    expect(openGate({ ...order, untilMs: 1000 })).toBe(false)
    globalThis.surefootGate = undefined
    expect(openGate(order)).toBe(false)
    expect(readGate()).toBeNull()
  })

  it.each([
    ['from a script', () => event('click', false)],
    ['of another kind', () => event('dblclick')],
    ['of a form that no click came before', () => event('submit')],
    [
      'that passed before',
      () => {
        gate.passed.push('click')
        return event('click')
      },
    ],
    [
      'at its deadline',
      () => {
        nowMs = 2000
        return event('click')
      },
    ],
    [
      'while the slip says another stake',
      () => {
        said.set('stake', '100.00')
        return event('click')
      },
    ],
    [
      'while the slip says no odds',
      () => {
        said.delete('odds')
        return event('click')
      },
    ],
  ])('that is open lets no event pass %s', (_what, happen) => {
    openGate(order)
    expect(mayPass(gate, happen())).toBe(false)
  })
})
