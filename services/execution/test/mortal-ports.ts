import type { Bus } from '@surefoot/shared'
import { createLedger } from '@surefoot/ledger-client'
import type { Ports } from '../src/ports.ts'
import { createReadTerms } from '@surefoot/ledger-client'

/** Where a process dies: at a word with the outside such as `leg.place 2`, before it was said or after its answer was lost. */
export interface Death {
  readonly word: string
  readonly when: 'before' | 'after'
}

export interface MortalPorts {
  readonly ports: Ports
  /** What was said to the outside, in order; lease renewals apart. */
  readonly words: string[]
  /** Settles when the process has died. */
  readonly died: Promise<void>
}

/** Ports of a process that dies at a given word: from then on nothing it says is sent and no answer reaches it. */
export function createMortalPorts(ports: Ports, death: Death | null): MortalPorts {
  const words: string[] = []
  const counts = new Map<string, number>()
  const { promise: died, resolve: die } = Promise.withResolvers<void>()
  let isDead = false
  const never = <T>(): Promise<T> => {
    isDead = true
    die()
    return new Promise<T>(() => undefined)
  }
  const say = async <T>(name: string, step: () => Promise<T>): Promise<T> => {
    if (isDead) return never()
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    const word = `${name} ${count}`
    if (name !== 'ledger.lease' || count === 1) words.push(word)
    const isFatal = death?.word === word
    if (isFatal && death.when === 'before') return never()
    const [outcome] = await Promise.allSettled([step()])
    if (isFatal || isDead) return never()
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  }
  const bus: Bus = {
    ...ports.bus,
    request: (definition, body, options) =>
      say(definition.subject, () => ports.bus.request(definition, body, options)),
    enqueue: (definition, body, options) =>
      say(definition.subject, () => ports.bus.enqueue(definition, body, options)),
  }
  const { lock, exposure } = ports
  return {
    words,
    died,
    ports: {
      ...ports,
      bus,
      ledger: createLedger(bus),
      readTerms: createReadTerms(bus),
      lock: { ...lock, hold: (key) => say('lock', () => lock.hold(key)) },
      exposure: {
        ...exposure,
        reserve: (key, stakes) => say('reserve', () => exposure.reserve(key, stakes)),
        settle: (key, stakes) => say('settle', () => exposure.settle(key, stakes)),
      },
    },
  }
}
