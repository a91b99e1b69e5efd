import { NoReply, type Bus } from '@surefoot/shared/bus'

/**
 * What goes wrong at one word, such as `leg.prepare 2`: the process dies before it is said, or after it was done; or the
 * answer is lost, and the process lives on.
 */
export interface Mishap {
  readonly word: string
  readonly what: 'dies before' | 'dies after' | 'loses the answer of'
}

export interface MortalBus {
  readonly bus: Bus
  /** All that was said, in order. */
  readonly words: string[]
  readonly died: Promise<void>
}

/** The bus of a process with a mishap: once it has died nothing is sent and no answer comes. */
export function createMortalBus(bus: Bus, mishap: Mishap | null): MortalBus {
  const words: string[] = []
  const { promise: died, resolve: die } = Promise.withResolvers<void>()
  let isDead = false
  const never = <T>(): Promise<T> => {
    isDead = true
    die()
    return new Promise<T>(() => undefined)
  }
  const mortal: Bus = {
    ...bus,
    request: async (definition, body, options) => {
      if (isDead) return never()
      const { subject } = definition
      const word = `${subject} ${words.filter((said) => said.startsWith(`${subject} `)).length + 1}`
      words.push(word)
      const what = mishap?.word === word ? mishap.what : undefined
      if (what === 'dies before') return never()
      const reply = await bus.request(definition, body, options)
      if (what === 'dies after') return never()
      if (what === 'loses the answer of') throw new NoReply('TIMEOUT', subject)
      return reply
    },
  }
  return { bus: mortal, words, died }
}
