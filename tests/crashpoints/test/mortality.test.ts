import { expect, test } from 'vitest'
import type { FaultKind } from '../src/fault.ts'
import { createMortality, type Mortality } from '../src/mortality.ts'

/** A process that says two words, and meets a fault at the first. */
function createProcess(kind: FaultKind, pauseMs = 0) {
  const words: string[] = []
  const onWord = (word: string): void => void words.push(word)
  const mortality = createMortality({ fault: { word: 'ask 1', kind }, pauseMs, onWord })
  const said: string[] = []
  const step = async (): Promise<string> => {
    said.push('ask')
    return 'answer'
  }
  return { mortality, words, said, ask: () => ask(mortality, step) }
}

const ask = (mortality: Mortality, step: () => Promise<string>): Promise<string> =>
  mortality.say({ name: 'ask', step, onLost: () => 'lost' })

/** Whether it settles before everything that is under way has ended. */
async function isSilent(answer: Promise<unknown>): Promise<boolean> {
  const tick = new Promise((resolve) => setImmediate(resolve, 'silent'))
  return (await Promise.race([answer, tick])) === 'silent'
}

test('who is killed before a word does not say it, nor anything after it', async () => {
  const { mortality, said, ask: say } = createProcess('killed-before')
  expect(await isSilent(say())).toBe(true)
  expect(await isSilent(say())).toBe(true)
  expect(said).toEqual([])
  expect(mortality.isDead()).toBe(true)
})

test('who is killed after a word has said it, and no answer comes', async () => {
  const { mortality, said, ask: say } = createProcess('killed-after')
  expect(await isSilent(say())).toBe(true)
  expect(said).toEqual(['ask'])
  expect(mortality.isDead()).toBe(true)
})

test('a lost answer is what the process meets, once', async () => {
  const { mortality, words, ask: say } = createProcess('reply-lost')
  expect(await say()).toBe('lost')
  expect(await say()).toBe('answer')
  expect(words).toEqual(['ask 1', 'ask 2'])
  expect(mortality.hasFallen()).toBe(false)
})

test('who hangs says the word when it goes on, and is not waited for', async () => {
  const { mortality, said, ask: say } = createProcess('paused', 20)
  const answer = say()
  await mortality.fallen
  expect(said).toEqual([])
  expect(mortality.isAwake()).toBe(false)
  expect(await answer).toBe('answer')
  expect(mortality.isDead()).toBe(false)
})

test('what the clock says is no word', async () => {
  const { mortality, words } = createProcess('killed-before')
  await mortality.say({ name: null, step: async () => undefined, onLost: () => undefined })
  expect(words).toEqual([])
})
