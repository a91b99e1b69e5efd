import type { Schedule } from './schedule.ts'
import type { SimProcess } from './sim-process.ts'

/** The clock port of the services, on virtual time: the wall clock is the process's. */
export interface SimClock {
  readonly epochMs: () => number
  readonly monotonicMs: () => number
  readonly elapsedMs: () => number
  readonly delay: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly every: (ms: number, step: () => void | Promise<void>) => Disposable
}

export function createClock(schedule: Schedule, process: SimProcess): SimClock {
  return {
    epochMs: () => process.wallMs(),
    monotonicMs: process.steadyMs,
    elapsedMs: () => schedule.nowMs(),
    delay: (ms, signal) =>
      new Promise((resolve, reject) => {
        const cancel = process.later({ afterMs: ms, label: `waited ${ms} ms` }, resolve)
        signal?.addEventListener('abort', () => {
          cancel()
          reject(signal.reason)
        })
      }),
    every: (ms, step) => repeat(process, ms, step),
  }
}

/** As the services' own clocks do it: a step that still runs is not joined by a second. */
function repeat(process: SimProcess, ms: number, step: () => void | Promise<void>): Disposable {
  let [isRunning, isOver] = [false, false]
  const run = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    await step()
    isRunning = false
  }
  const planNext = (): void => {
    process.later({ afterMs: ms, label: `every ${ms} ms` }, () => {
      if (isOver) return
      planNext()
      void run()
    })
  }
  planNext()
  return {
    [Symbol.dispose]: () => {
      isOver = true
    },
  }
}
