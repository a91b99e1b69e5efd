import { messageOf } from '../message-of.ts'
import type { Screen } from '../screen.ts'
import type { Shutdown } from '../shutdown.ts'
import type { Launch, Launched } from './launched.ts'
import { createPatience } from './patience.ts'
import { hasProcess, isOver, nextStep, type Event, type State } from './states.ts'

export interface Supervised<R = unknown> {
  readonly name: string
  readonly state: () => State
  /** Of the process that lives, or lived last. */
  readonly pid: () => number
  /** What the process that is ready, or was last, was ready with. */
  readonly current: () => R
  /** How often it was launched again. */
  readonly restarts: () => number
  /** Settles when the process is given up. */
  readonly failed: Promise<string>
  /** Ask it to end and wait; it is killed when it has not ended within the grace. */
  readonly stop: (graceMs: number) => Promise<void>
  /** Kill it now; nothing takes its place. */
  readonly kill: () => void
  /** Ask it to end in order, and wait until its successor is ready. Throws when none comes. */
  readonly restart: (graceMs: number) => Promise<void>
}

export interface SuperviseOptions<R> {
  readonly name: string
  readonly launch: Launch<R>
  readonly screen: Screen
  /** Stops the first start. */
  readonly signal?: AbortSignal | undefined
  /** Knows it from its launch on, and lists the wait for its end. */
  readonly shutdown?: Shutdown | undefined
  /** Null: it sets itself a limit. */
  readonly readyWithinMs?: number | null | undefined
}

const READY_WITHIN_MS = 60_000
/** Longer and longer, so that a server that is away for some seconds is waited for. */
const PAUSES_MS = [250, 500, 1000, 2000, 4000] as const
const GRACE_MS = 10_000

/**
 * Keep a process running by the table of `states.ts`: one that ends by itself is launched again, as compose and
 * Kubernetes do it, and the terminal says so. One that ends again and again is given up. Throws when the first start fails.
 */
export async function supervise<R>(options: SuperviseOptions<R>): Promise<Supervised<R>> {
  const supervisor = new Supervisor(options)
  await supervisor.start()
  return supervisor
}

class Supervisor<R> implements Supervised<R> {
  readonly name: string
  readonly failed: Promise<string>
  readonly #options: SuperviseOptions<R>
  readonly #giveUp: (why: string) => void
  readonly #isPatienceOver = createPatience()
  readonly #watchers = new Set<() => void>()
  #state: State = 'starting'
  #launched: Launched<R>
  #current: R | undefined
  #pid = 0
  #restarts = 0
  #tries = 0
  #graceMs = GRACE_MS
  #timer: NodeJS.Timeout | undefined
  #why = ''

  constructor(options: SuperviseOptions<R>) {
    this.name = options.name
    this.#options = options
    const { promise, resolve } = Promise.withResolvers<string>()
    this.failed = promise
    this.#giveUp = resolve
    this.#launched = this.#launch()
    this.#setTimer()
    options.shutdown?.add(this)
  }

  state = (): State => this.#state

  pid = (): number => this.#launched.pid() ?? this.#pid

  restarts = (): number => this.#restarts

  current = (): R => {
    if (this.#current === undefined) throw new Error(`${this.name} was never ready.`)
    return this.#current
  }

  /** Resolves when it runs; throws when it was given up or stopped before. */
  async start(): Promise<void> {
    const { signal } = this.#options
    const onAbort = (): void => void this.stop(this.#graceMs)
    if (signal?.aborted) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    await this.#until((state) => state === 'running' || isOver(state))
    signal?.removeEventListener('abort', onAbort)
    if (this.#state === 'running') return
    if (this.#state === 'stopped') signal?.throwIfAborted()
    throw new Error(this.#why)
  }

  stop = async (graceMs: number): Promise<void> => {
    this.#graceMs = graceMs
    this.#on('stop')
    const over = this.#until(isOver)
    const what = `${this.name} to end (process ${this.pid()})`
    await (this.#options.shutdown?.during(what, over) ?? over)
  }

  kill = (): void => this.#on('kill')

  restart = async (graceMs: number): Promise<void> => {
    // One that is not up now needs no successor: it is itself the one that is waited for.
    const isUp = this.#state === 'running' || this.#state === 'ending'
    const before = isUp ? this.#launched : undefined
    this.#graceMs = graceMs
    this.#on('restart')
    const isBack = (state: State): boolean => state === 'running' && this.#launched !== before
    await this.#until((state) => isBack(state) || isOver(state))
    if (isOver(this.#state)) throw new Error(`${this.name} is not started again.`)
  }

  #launch(): Launched<R> {
    const launched = this.#options.launch()
    void this.#watchReady(launched)
    void this.#watchEnd(launched)
    return launched
  }

  async #watchReady(launched: Launched<R>): Promise<void> {
    try {
      this.#current = await launched.ready
    } catch {
      // Its end says why.
      return
    }
    this.#pid = launched.pid() ?? 0
    this.#on('ready')
  }

  async #watchEnd(launched: Launched<R>): Promise<void> {
    const how = await launched.ended
    this.#why = await launched.ready.then(() => `${this.name} ended (${how})`, messageOf)
    this.#on(this.#isPatienceOver() ? 'ended-too-often' : 'ended')
  }

  #on(event: Event): void {
    const from = this.#state
    const { to, act } = nextStep(from, event)
    this.#state = to
    if (act === 'ask-to-end') this.#launched.askToEnd()
    if (act === 'kill') this.#launched.kill()
    if (act === 'launch') {
      this.#restarts += 1
      this.#launched = this.#launch()
    }
    if (to === from && act === 'none') return
    this.#setTimer()
    this.#report(from)
    for (const watcher of this.#watchers) watcher()
  }

  /** Each state that waits for something has its limit. */
  #setTimer(): void {
    clearTimeout(this.#timer)
    if (this.#state === 'pausing') {
      const pauseMs = PAUSES_MS[Math.min(this.#tries, PAUSES_MS.length - 1)]
      this.#tries += 1
      this.#timer = setTimeout(() => this.#on('pause-over'), pauseMs)
    } else if (this.#state === 'running' || !hasProcess(this.#state)) {
      this.#timer = undefined
    } else {
      const isEnding = this.#state === 'ending' || this.#state === 'stopping'
      const readyWithinMs = this.#options.readyWithinMs ?? READY_WITHIN_MS
      const limitMs = isEnding ? this.#graceMs : readyWithinMs
      if (isEnding || this.#options.readyWithinMs !== null)
        this.#timer = setTimeout(() => this.#on('overdue'), limitMs)
    }
  }

  #report(from: State): void {
    const { screen } = this.#options
    if (this.#state === 'pausing') screen.warn(`${this.#why}; starting it again`)
    if (this.#state === 'running' && from === 'restarting') {
      this.#tries = 0
      screen.good(`${this.name} is back (process ${this.pid()})`)
    }
    if (this.#state === 'given-up')
      this.#giveUp(
        from === 'starting' ? this.#why : `${this.#why}, again and again; it is not started again`,
      )
  }

  async #until(isReached: (state: State) => boolean): Promise<void> {
    if (isReached(this.#state)) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const watcher = (): void => {
      if (isReached(this.#state)) resolve()
    }
    this.#watchers.add(watcher)
    await promise
    this.#watchers.delete(watcher)
  }
}
