/** Owns the ways between processes, as NATS has them: who listens, and what becomes of a message on its way. */
import { NoReply } from '@surefoot/shared/bus'
import type { FaultMix } from '../faults/mix.ts'
import type { Random } from '../random.ts'
import type { Schedule } from '../time/schedule.ts'
import type { SimProcess } from '../time/sim-process.ts'
import type { Answer, Arrived, Letter, Listener } from './listener.ts'
import { createRoutes, type Routes } from './routes.ts'

export interface Network {
  readonly listen: (listener: Listener) => () => void
  /** Ask and wait. Rejects with NoReply. */
  readonly request: (process: SimProcess, letter: Letter, deadlineMs: number) => Promise<Answer>
  readonly publish: (process: SimProcess, letter: Letter) => void
  /** How long a message is on its way. */
  readonly latencyMs: () => number
}

export interface NetworkParts {
  readonly schedule: Schedule
  readonly faults: FaultMix
  readonly random: Random
}

interface Ways extends NetworkParts {
  readonly routes: Routes
  readonly latencyMs: () => number
}

const DELAY_MS = { least: 50, most: 9000 }

export function createNetwork(parts: NetworkParts): Network {
  const { faults, random } = parts
  const routes = createRoutes()
  const latencyMs = (): number => {
    const { least, most } = DELAY_MS
    const delayMs = faults.strikes('message_delayed') ? faults.random.between(least, most) : 0
    return 0.1 + random.next() + delayMs
  }
  const ways = { ...parts, routes, latencyMs }
  return {
    listen: routes.listen,
    request: (process, letter, deadlineMs) => request(ways, process, { letter, deadlineMs }),
    publish: (process, letter) => publish(ways, process, letter),
    latencyMs,
  }
}

/** Perhaps more than once. */
function deliver(
  { faults, latencyMs }: Ways,
  to: Listener,
  { letter, answer }: { readonly letter: Arrived; readonly answer: (answer: Answer) => void },
): void {
  const copies = faults.strikes('message_doubled') ? 2 : 1
  for (let copy = 0; copy < copies; copy += 1) {
    to.process.later({ afterMs: latencyMs(), label: `takes ${letter.label}` }, () =>
      to.take(letter, answer),
    )
  }
}

interface Question {
  readonly letter: Letter
  readonly deadlineMs: number
}

function request(ways: Ways, process: SimProcess, question: Question): Promise<Answer> {
  const { schedule, faults, random, routes, latencyMs } = ways
  const { letter, deadlineMs } = question
  const { subject, label } = letter
  const givesUpAtMs = schedule.nowMs() + deadlineMs
  return new Promise((resolve, reject) => {
    const deadline = { afterMs: deadlineMs, label: `waited in vain for ${label}` }
    const cancel = process.later(deadline, () => reject(new NoReply('TIMEOUT', subject)))
    const comeBack = (what: string, settle: () => void): void => {
      process.later({ afterMs: latencyMs(), label: `${what} ${label}` }, () => {
        cancel()
        settle()
      })
    }
    const answer = (given: Answer): void => {
      if (!faults.strikes('reply_lost')) comeBack('hears of', () => resolve(given))
    }
    process.say(() => {
      if (faults.strikes('request_lost')) return
      const found = routes.find(subject)
      if (found.length === 0)
        return comeBack('finds nobody for', () => reject(new NoReply('NO_RESPONDERS', subject)))
      const isLate = (): boolean => schedule.nowMs() > givesUpAtMs
      for (const to of takersOf(found, random))
        deliver(ways, to, { letter: { ...letter, isLate }, answer })
    })
  })
}

function publish(ways: Ways, process: SimProcess, letter: Letter): void {
  const { faults, random, routes } = ways
  const found = routes.find(letter.subject)
  if (found.length === 0) return
  const arrived = { ...letter, isLate: () => false }
  process.say(() => {
    for (const to of takersOf(found, random)) {
      if (faults.strikes('event_lost')) continue
      deliver(ways, to, { letter: arrived, answer: () => undefined })
    }
  })
}

/** One listener of each queue, and all that are in none. */
function takersOf(found: readonly Listener[], random: Random): Listener[] {
  const alone = found.filter(({ queue }) => queue === null)
  const queues = new Set(found.flatMap(({ queue }) => queue ?? []))
  const members = [...queues].map((queue) =>
    random.pick(found.filter((listener) => listener.queue === queue)),
  )
  return [...alone, ...members]
}
