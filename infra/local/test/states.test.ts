import { expect, test } from 'vitest'
import {
  EVENTS,
  hasProcess,
  isOver,
  nextStep,
  STATES,
  type State,
} from '../src/supervise/states.ts'

const PAIRS = STATES.flatMap((state) => EVENTS.map((event) => ({ state, event })))

test.each(PAIRS)(
  'a process that is $state at $event is launched only when none lives',
  ({ state, event }) => {
    const { to, act } = nextStep(state, event)
    const lives = hasProcess(state) && event !== 'ended' && event !== 'ended-too-often'
    expect(act === 'launch' && lives).toBe(false)
    // A state with a process is entered only with one: the one that lived, or the one that is launched.
    expect(hasProcess(to) && !lives && act !== 'launch').toBe(false)
  },
)

test.each(PAIRS.filter(({ event }) => event === 'stop' || event === 'kill'))(
  'after $event in $state nothing is launched any more, whatever happens',
  ({ state, event }) => {
    const reached = new Set<State>()
    const acts: string[] = []
    const waiting: State[] = [nextStep(state, event).to]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (reached.has(at)) continue
      reached.add(at)
      for (const next of EVENTS) {
        const { to, act } = nextStep(at, next)
        acts.push(act)
        waiting.push(to)
      }
    }
    expect(acts).not.toContain('launch')
  },
)

test.each(STATES.map((state) => ({ state })))(
  'a process that is $state is over once it was stopped and has ended',
  ({ state }) => {
    const stopped = nextStep(state, 'stop').to
    const ended = hasProcess(stopped) ? nextStep(stopped, 'ended').to : stopped
    expect(isOver(ended)).toBe(true)
  },
)

test.each(STATES.filter(hasProcess).map((state) => ({ state })))(
  'a process that is $state and does not end in time, or is to be killed, is killed',
  ({ state }) => {
    expect(nextStep(state, 'kill').act).toBe('kill')
    const act = state === 'running' ? 'none' : 'kill'
    expect(nextStep(state, 'overdue')).toEqual({ to: state, act })
  },
)

test('a process that ends by itself is launched again after a pause, unless it never came up or ends too often', () => {
  expect(nextStep('running', 'ended')).toEqual({ to: 'pausing', act: 'none' })
  expect(nextStep('pausing', 'pause-over')).toEqual({ to: 'restarting', act: 'launch' })
  expect(nextStep('restarting', 'ended').to).toBe('pausing')
  expect(nextStep('starting', 'ended').to).toBe('given-up')
  expect(nextStep('running', 'ended-too-often').to).toBe('given-up')
})
