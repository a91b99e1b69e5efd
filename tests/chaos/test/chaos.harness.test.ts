import { createScreen } from '@surefoot/local'
import { openTempDir } from '@surefoot/testkit'
import { expect, test } from 'vitest'
import { report } from '../src/report.ts'
import { runChaos } from '../src/run-chaos.ts'
import { summarise } from '../src/summarise.ts'
import { ALL } from '../src/wanted.ts'

const SEED = 7
/** What a slow machine with other work reaches; the command asks for more. */
const WANTED = { bets: 20, faults: { [ALL]: 30 } }
test('two minutes of kills, cuts, erasures and lost answers, with real processes, break no invariant', async () => {
  const screen = createScreen(process.stdout)
  await using dir = await openTempDir()
  const signal = AbortSignal.timeout(540_000)
  const told = await runChaos({
    seconds: 120,
    replicas: 1,
    wanted: WANTED,
    seed: SEED,
    dir: dir.path,
    screen,
    signal,
  })
  summarise(told, screen)
  expect(report.parse(told).violations).toEqual([])
  expect(told.secondsToQuiet).not.toBeNull()
})

test('a rolling restart of two of every service under load loses no request, and no execution stays open', async () => {
  const screen = createScreen(process.stdout)
  await using dir = await openTempDir()
  const told = await runChaos({
    seed: SEED,
    seconds: 45,
    replicas: 2,
    plan: [{ atMs: 3000, fault: { kind: 'rolling-restart' } }],
    wanted: { bets: 6, faults: { 'rolling-restart': 1 } },
    dir: dir.path,
    screen,
    signal: AbortSignal.timeout(540_000),
  })
  summarise(told, screen)
  expect(told).toMatchObject({ violations: [], unanswered: [] })
  expect(told.outcomes['open']).toBeUndefined()
})
