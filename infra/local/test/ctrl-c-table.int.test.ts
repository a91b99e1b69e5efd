import { EventEmitter } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMarked } from '../src/left-behind.ts'
import { report } from '../src/report.ts'
import { start } from '../src/start.ts'
import type { Fake } from './support/fake-process.ts'
import { openFakeStack, PROCESSES, type Moments } from './support/fake-stack.ts'

/** Every process × every moment of its life × Ctrl-C before its end, with it, and after it. */
const PHASES = ['starting', 'running', 'stopping'] as const
const ORDERS = ['before', 'with', 'after'] as const
/** Between the two, where they are not to come together. */
const APART_MS = 20

interface Case {
  readonly name: string
  readonly phase: (typeof PHASES)[number]
  readonly order: (typeof ORDERS)[number]
}

const QUIET = { step: ignore, good: ignore, warn: ignore, bad: ignore, plain: ignore }
function ignore(): void {}

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'surefoot-ctrl-c-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const WISH = {
  isManual: false,
  forSeconds: null,
  reportFile: null,
  replicas: 1,
  port: null,
  isFresh: false,
  without: [],
}

interface Ending {
  readonly code: number
  readonly report: ReturnType<typeof report.parse>
  readonly left: number
}

async function play({ name, phase, order }: Case): Promise<Ending> {
  const dir = join(root, `${name}-${phase}-${order}`)
  const signals = new EventEmitter()
  const press = (): void => void signals.emit('SIGINT')
  const hit = async (fake: Fake): Promise<void> => {
    if (order !== 'after') press()
    if (order === 'before') await delay(APART_MS)
    fake.kill()
    if (order !== 'after') return
    await fake.ended
    await delay(APART_MS)
    press()
  }
  const { promise: running, resolve: onRunning } = Promise.withResolvers<Fake>()
  const moments: Moments = {
    name,
    ...(phase === 'starting' && { onLaunched: (fake) => void hit(fake) }),
    ...(phase === 'running' && {
      onLaunched: (fake) => {
        onRunning(fake)
        fake.getReady()
      },
    }),
    ...(phase === 'stopping' && { onAskedToEnd: (fake) => void hit(fake) }),
  }
  let mark = ''
  const code = await start(WISH, {
    dir,
    screen: QUIET,
    signals,
    open: (options) => {
      mark = options.mark ?? ''
      return openFakeStack(options, moments)
    },
    run: async ({ signal }) => {
      if (phase === 'running') {
        void running.then(hit)
        while (!signal.aborted) await delay(5)
      }
      return { startedAt: new Date(), matchLocks: [], faults: [] }
    },
  })
  const written = report.parse(JSON.parse(await readFile(join(dir, 'report.json'), 'utf8')))
  return { code, report: written, left: (await findMarked(mark)).length }
}

test.concurrent.each(
  PROCESSES.flatMap((name) =>
    PHASES.flatMap((phase) => ORDERS.map((order) => ({ name, phase, order }))),
  ),
)(
  '$name dies while it is $phase, with Ctrl-C $order it: the launcher ends, leaves nothing, and its report is written',
  async (one) => {
    const ending = await play(one)
    expect(ending.left).toBe(0)
    expect(ending.report.leftBehind).toEqual({ processes: [], locks: [] })
    const isFailedStart = one.phase === 'starting' && one.order === 'after'
    expect(ending.code).toBe(isFailedStart ? 1 : 0)
    expect(ending.report.faults.length).toBe(isFailedStart ? 1 : 0)
    // A stop that has begun by itself may be over before the keys are pressed.
    const isOver = one.phase === 'stopping' && one.order === 'after'
    const endings = isFailedStart ? ['fault'] : isOver ? ['ctrl-c', 'time'] : ['ctrl-c']
    expect(endings).toContain(ending.report.endedBy)
  },
)
