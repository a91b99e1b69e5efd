import { expect, test } from 'vitest'
import { readCounts } from '../src/read-counts.ts'
import { EXECUTION_ID, OTHER_ID } from './build.ts'

test('the counts of a desk are read by account and execution, whatever the match is called', async () => {
  const hashes: Record<string, Record<string, string>> = {
    'exposure:{main}:A': { [`${EXECUTION_ID}:ada:bea`]: '10000' },
    'exposure:{main}:B': { [`${EXECUTION_ID}:ada:bea`]: '5000', [`${OTHER_ID}:eve`]: '1' },
    'exposure:{other}:A': { [`${OTHER_ID}:eve`]: '7' },
  }
  const counts = await readCounts({ hgetall: async (key) => hashes[key] ?? {} }, 'main')
  expect(counts).toEqual([
    { deskId: 'main', account: 'A', executionId: EXECUTION_ID, stakeMinor: 10_000 },
    { deskId: 'main', account: 'B', executionId: EXECUTION_ID, stakeMinor: 5000 },
    { deskId: 'main', account: 'B', executionId: OTHER_ID, stakeMinor: 1 },
  ])
})
