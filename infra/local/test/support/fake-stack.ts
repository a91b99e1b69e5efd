import type { StackOptions, Stack } from '../../src/stack.ts'
import { listInstances } from '../../src/processes.ts'
import { createShutdown } from '../../src/shutdown.ts'
import { startStage, type Member } from '../../src/supervise/start-stage.ts'
import type { Supervised } from '../../src/supervise/supervise.ts'
import { launchFake, type Fake } from './fake-process.ts'

const INSTANCES = listInstances(1).map(({ instance }) => instance)
/** The stages of a real stack, in the order in which they start. */
const STAGES: readonly (readonly string[])[] = [
  ['Postgres', 'NATS', 'Redis'],
  ['sandbox'],
  INSTANCES.filter((name) => name === 'audit'),
  INSTANCES.filter((name) => name !== 'audit'),
]
export const PROCESSES = STAGES.flat()

/** Called at each moment of the one process that is to be hit. */
export interface Moments {
  readonly name: string
  readonly onLaunched?: (fake: Fake) => void
  readonly onAskedToEnd?: (fake: Fake) => void
}

/** A stack of fakes, in the stages of a real one, with a real one's supervision: two of each stage stand for all. */
export async function openFakeStack(options: StackOptions, moments: Moments): Promise<Stack> {
  const { screen, signal, mark = '', shutdown = createShutdown() } = options
  await using stack = new AsyncDisposableStack()
  const all: Supervised<string>[] = []
  for (const names of STAGES) {
    const others = names.filter((name) => name !== moments.name && name !== 'sandbox')
    const kept = names.filter((name) => !others.slice(1).includes(name))
    const members = kept.map((name) => describe(name, mark, moments))
    all.push(...(await startStage(members, { screen, signal, shutdown, stack })))
  }
  const owned = stack.move()
  const url = 'http://127.0.0.1:9'
  const child = all.find(({ name }) => name === 'sandbox')
  if (!child) throw new Error('A stack has bookmakers.')
  const sandbox = { north: url, south: url, admin: url, token: '', child }
  return {
    gatewayUrls: [url],
    link: url,
    operatorToken: '',
    sandbox,
    databaseUrl: url,
    natsUrl: url,
    redisUrl: url,
    profilesDir: `${options.dir}/profiles`,
    sources: [],
    services: new Map(),
    leftOut: [],
    servers: [],
    mark,
    serverPids: [],
    failed: Promise.race(all.map(({ failed }) => failed)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function describe(name: string, mark: string, moments: Moments): Member<string> {
  const isHit = name === moments.name
  let isFirst = true
  return {
    name,
    graceMs: 5000,
    launch: () => {
      const fake = launchFake(mark)
      const wasFirst = isFirst
      isFirst = false
      if (isHit && wasFirst && moments.onLaunched) moments.onLaunched(fake)
      else fake.getReady()
      if (!isHit || !moments.onAskedToEnd) return fake
      return {
        ...fake,
        askToEnd: () => {
          fake.askToEnd()
          moments.onAskedToEnd?.(fake)
        },
      }
    },
  }
}
