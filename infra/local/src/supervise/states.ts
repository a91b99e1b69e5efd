/**
 * Owns what the launcher does with one process that it keeps running, at each event. Pure: no process and no clock here.
 *
 * 1. A process is launched only when none lives.
 * 2. After `stop` or `kill` nothing is launched any more.
 * 3. From every state `stop`, and the end of the process, lead to `stopped` or `given-up`.
 */
export const STATES = [
  /** Launched for the first time; not ready yet. */
  'starting',
  'running',
  /** Was asked to end, so that a successor takes its place. */
  'ending',
  /** Has ended by itself; a pause, and then it is launched again. */
  'pausing',
  /** Launched again; not ready yet. */
  'restarting',
  /** Was asked to end for good. */
  'stopping',
  'stopped',
  'given-up',
] as const
export type State = (typeof STATES)[number]

export const EVENTS = [
  'ready',
  'ended',
  /** Ended, and so often in a short time that another launch is useless. */
  'ended-too-often',
  /** Not ready in time, or not ended in time. */
  'overdue',
  'pause-over',
  'restart',
  'stop',
  /** Stop at once. */
  'kill',
] as const
export type Event = (typeof EVENTS)[number]

/** What is done to the process when the step is taken. */
export type Act = 'none' | 'launch' | 'ask-to-end' | 'kill'

export interface Step {
  readonly to: State
  readonly act: Act
}

const to = (state: State, act: Act = 'none'): Step => ({ to: state, act })

/** A state's answer to the events that it names; the others change nothing. */
function row(state: State, steps: Partial<Record<Event, Step>>): Readonly<Record<Event, Step>> {
  const stays = to(state)
  return {
    ready: stays,
    ended: stays,
    'ended-too-often': stays,
    overdue: stays,
    'pause-over': stays,
    restart: stays,
    stop: stays,
    kill: stays,
    ...steps,
  }
}

const TABLE: Readonly<Record<State, Readonly<Record<Event, Step>>>> = {
  starting: row('starting', {
    ready: to('running'),
    // What cannot even start once is a fault that another launch does not mend.
    ended: to('given-up'),
    'ended-too-often': to('given-up'),
    overdue: to('starting', 'kill'),
    stop: to('stopping', 'ask-to-end'),
    kill: to('stopping', 'kill'),
  }),
  running: row('running', {
    ended: to('pausing'),
    'ended-too-often': to('given-up'),
    restart: to('ending', 'ask-to-end'),
    stop: to('stopping', 'ask-to-end'),
    kill: to('stopping', 'kill'),
  }),
  ending: row('ending', {
    ended: to('restarting', 'launch'),
    'ended-too-often': to('restarting', 'launch'),
    overdue: to('ending', 'kill'),
    stop: to('stopping'),
    kill: to('stopping', 'kill'),
  }),
  pausing: row('pausing', {
    'pause-over': to('restarting', 'launch'),
    stop: to('stopped'),
    kill: to('stopped'),
  }),
  restarting: row('restarting', {
    ready: to('running'),
    ended: to('pausing'),
    'ended-too-often': to('given-up'),
    overdue: to('restarting', 'kill'),
    stop: to('stopping', 'ask-to-end'),
    kill: to('stopping', 'kill'),
  }),
  stopping: row('stopping', {
    ended: to('stopped'),
    'ended-too-often': to('stopped'),
    overdue: to('stopping', 'kill'),
    kill: to('stopping', 'kill'),
  }),
  stopped: row('stopped', {}),
  'given-up': row('given-up', {}),
}

export function nextStep(state: State, event: Event): Step {
  return TABLE[state][event]
}

/** Whether a process lives in this state. */
export function hasProcess(state: State): boolean {
  return !isOver(state) && state !== 'pausing'
}

/** Whether nothing follows any more. */
export function isOver(state: State): boolean {
  return state === 'stopped' || state === 'given-up'
}
