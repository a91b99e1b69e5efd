import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { readHouses } from '../src/books/contract.ts'
import { runSeed } from '../src/run-seed.ts'

let houses: Awaited<ReturnType<typeof readHouses>>
const SEEDS = [3, 14, 15, 92]
/** For a machine that is busy with everything else at once. */
const BUSY = { timeout: 120_000 }

beforeAll(async () => {
  houses = await readHouses()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const hashes = async (): Promise<string[]> => {
  const found: string[] = []
  for (const seed of SEEDS) found.push((await runSeed(seed, houses)).hash)
  return found
}

it('a seed happens the same way each time, and each seed its own way', BUSY, async () => {
  const first = await hashes()
  expect(await hashes()).toEqual(first)
  expect(new Set(first).size).toBe(SEEDS.length)
})

it(
  'a seed happens the same way when every real timer is poisoned and every real clock stands still',
  BUSY,
  async () => {
    const first = await hashes()
    const poison = (): never => {
      throw new Error('a real timer was used')
    }
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(poison)
    vi.spyOn(globalThis, 'setInterval').mockImplementation(poison)
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(poison)
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    // The lock's library reads the clock, only to compare it with itself.
    vi.spyOn(Date, 'now').mockReturnValue(0)
    vi.spyOn(performance, 'now').mockReturnValue(0)
    expect(await hashes()).toEqual(first)
  },
)
