import {
  EXIT,
  createScreen,
  faultsOf,
  findProcess,
  killAndWait,
  killAround,
  launch,
  planKills,
  untilOneMore,
  type LauncherUnderTest,
  type Struck,
} from '@surefoot/local'
import { openTempDir, type TempDir } from '@surefoot/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishGarbage } from '../src/publish-garbage.ts'

/** Which processes die, and how the run ends, is the seed's: `npm run launcher:kills` plays others, and all. */
/** How services write of what `publishGarbage` sends. */
const GARBAGE = /was dropped: (not JSON|its answer is not wanted in an inbox)$/

const SEED = Number(process.env['LAUNCHER_KILLS_SEED'] ?? 5)
const KILLS = 6
const plan = planKills(SEED, KILLS)
const screen = createScreen(process.stdout)
const WITHIN = { timeout: 120_000 }
/** Twice what waits inside it: that names what it waited for. */
const TEST_WITHIN_MS = 600_000

let dir: TempDir
let launcher: LauncherUnderTest
let struck: Struck

beforeAll(async () => {
  dir = await openTempDir()
  launcher = launch({ dir: dir.path, screen, kill: plan.last })
  struck = { ...(await launcher.up), signal: new AbortController().signal }
  await untilOneMore(struck)
}, TEST_WITHIN_MS)

afterAll(async () => {
  launcher?.press()
  await launcher?.ended
  await dir?.[Symbol.asyncDispose]()
}, TEST_WITHIN_MS)

test(
  'a malformed message on any subject is logged with its subject and harms nothing',
  async () => {
    const { operator, stack } = struck
    const pids = [...stack.services.values()].map((service) => service.pid())
    const subjects = await publishGarbage(stack.natsUrl)
    const unlogged = async (): Promise<string[]> => {
      const { log } = await operator.journal()
      const logged = new Set(
        log
          .filter((entry) => entry.code === 'MALFORMED_MESSAGE')
          .map((entry) => entry.details?.['subject']),
      )
      return subjects.filter((subject) => !logged.has(subject))
    }
    await expect.poll(unlogged, WITHIN).toEqual([])
    expect([...stack.services.values()].map((service) => service.pid())).toEqual(pids)
    await untilOneMore(struck)
  },
  TEST_WITHIN_MS,
)

test.each(plan.running)(
  `%s is killed while the desk trades (seed ${SEED}), comes back, and the desk trades on`,
  async (name) => {
    const before = findProcess(struck, name).pid()
    await killAndWait(struck, name)
    expect(findProcess(struck, name).pid()).not.toBe(before)
  },
  TEST_WITHIN_MS,
)

test(
  `${plan.last.name} is killed while it is ${plan.last.phase}, with Ctrl-C ${plan.last.order} it: the launcher ends, ledger and books agree, and nothing is left`,
  async () => {
    const { name, phase, order } = plan.last
    if (phase === 'running')
      await killAround(findProcess(struck, name).pid(), { press: launcher.press, order })
    else launcher.press()
    // The messages that fit nothing are the first test's own, and a run that dropped some is not good.
    expect(await launcher.ended).toBe(EXIT.fault)
    const report = launcher.report()
    expect(report.droppedMessages).not.toEqual([])
    expect(report.droppedMessages.filter((one) => !GARBAGE.test(one))).toEqual([])
    expect(faultsOf({ ...report, droppedMessages: [] })).toEqual([])
    expect(report.bets?.books).toBeGreaterThan(KILLS)
    expect(report.bets?.ledger).toBe(report.bets?.books)
  },
  TEST_WITHIN_MS,
)
