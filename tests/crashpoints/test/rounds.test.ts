import { expect, test } from 'vitest'
import { inRounds } from '../src/rounds.ts'

/** Items that go well only while no other is under way, as a case on a machine that is late. */
function createLateMachine() {
  let underWay = 0
  const taken: string[] = []
  return {
    taken,
    step: async (item: string): Promise<boolean> => {
      underWay += 1
      taken.push(item)
      await Promise.resolve()
      const isAlone = underWay === 1
      underWay -= 1
      return isAlone
    },
  }
}

test('what went badly beside others is taken again when they are over', async () => {
  const { step, taken } = createLateMachine()
  const ended: string[] = []
  await inRounds(['a', 'b', 'c'], { rounds: [3, 1], step, onEnd: (item) => ended.push(item) })
  expect(taken).toEqual(['a', 'b', 'c', 'a', 'b'])
  expect(ended).toEqual(['c', 'a', 'b'])
})

test('what never goes well ends with the last round', async () => {
  const ended: string[] = []
  let times = 0
  const step = async (): Promise<boolean> => {
    times += 1
    return false
  }
  await inRounds(['a'], { rounds: [64, 5, 1], step, onEnd: (item) => ended.push(item) })
  expect(times).toBe(3)
  expect(ended).toEqual(['a'])
})
