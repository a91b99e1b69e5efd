/**
 * Owns whether a process lives. Everything that it says to the outside passes here by name, so that it can be killed before
 * or after a word, lose the answer, or hang at it.
 *
 * 1. From its death on nothing that it says is sent and no answer reaches it.
 * 2. While it hangs nothing is sent and no answer reaches it; then it goes on as if nothing had been.
 * 3. A word is named by what is said and how often it was said before, so the same flow says the same names.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Fault } from './fault.ts'

export interface Speech<T> {
  /** Null: a sign of life or a look, which is said by the clock and is no step of the flow. */
  readonly name: string | null
  readonly step: () => Promise<T>
  /** What the process meets where the answer is lost: it returns, or throws. */
  readonly onLost: () => T
}

export interface Mortality {
  /** Says a word. Never settles for a process that is dead. */
  readonly say: <T>(speech: Speech<T>) => Promise<T>
  /** Settles while the process runs; never once it is dead. */
  readonly awake: () => Promise<void>
  readonly isDead: () => boolean
  readonly isAwake: () => boolean
  /** Whether its fault was met. */
  readonly hasMet: () => boolean
  readonly hasFallen: () => boolean
  /** Settles when the process dies or begins to hang: from then on others have to go on. */
  readonly fallen: Promise<void>
  /** Settles when it dies. */
  readonly died: Promise<void>
}

export interface MortalityOptions {
  readonly fault: Omit<Fault, 'process'> | null
  /** How long it hangs, where it hangs. */
  readonly pauseMs: number
  /** Called with each word when it is said. */
  readonly onWord?: (word: string) => void
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined)

export function createMortality({ fault, pauseMs, onWord }: MortalityOptions): Mortality {
  const counts = new Map<string, number>()
  const death = Promise.withResolvers<void>()
  const fall = Promise.withResolvers<void>()
  const life = { isDead: false, hasMet: false, hasFallen: false }
  let pause: Promise<void> | undefined

  const die = <T>(): Promise<T> => {
    life.isDead = true
    life.hasFallen = true
    fall.resolve()
    death.resolve()
    return never()
  }
  const hang = async (): Promise<void> => {
    life.hasFallen = true
    fall.resolve()
    pause = delay(pauseMs)
    await pause
    pause = undefined
  }
  const awake = async (): Promise<void> => {
    if (life.isDead) await never()
    await pause
    // It may have died while it was waited for.
    if (life.isDead) await never()
  }
  const meet = (name: string | null): Fault['kind'] | null => {
    if (name === null) return null
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    const word = `${name} ${count}`
    onWord?.(word)
    if (fault?.word !== word) return null
    life.hasMet = true
    return fault.kind
  }
  const say = async <T>({ name, step, onLost }: Speech<T>): Promise<T> => {
    await awake()
    const kind = meet(name)
    if (kind === 'killed-before') return die()
    if (kind === 'paused') await hang()
    const [outcome] = await Promise.allSettled([step()])
    if (kind === 'killed-after') return die()
    await awake()
    if (kind === 'reply-lost') return onLost()
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  }
  return {
    say,
    awake,
    isDead: () => life.isDead,
    isAwake: () => !life.isDead && pause === undefined,
    hasMet: () => life.hasMet,
    hasFallen: () => life.hasFallen,
    fallen: fall.promise,
    died: death.promise,
  }
}
