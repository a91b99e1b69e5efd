import { asSentence } from '@surefoot/shared/runtime'
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { messageOf } from './message-of.ts'
import type { Report } from './report.ts'

/** The report could not be written where it is wanted. */
export class ReportUnwritable extends Error {
  override readonly name = 'ReportUnwritable'
}

/** The report of this run, filled as things become known, and written however the run ends. */
export class ReportFile {
  readonly #paths: readonly string[]
  readonly #faults: string[] = []
  #startedAt = new Date()
  #known: Partial<Report> = {}

  /** Throws ReportUnwritable now rather than after an hour. */
  constructor(paths: readonly (string | null)[]) {
    this.#paths = paths.filter((path) => path !== null)
    for (const path of this.#paths) {
      try {
        closeSync(openSync(path, 'a'))
      } catch (cause) {
        throw new ReportUnwritable(
          `The report cannot be written to ${path}: ${asSentence(messageOf(cause))} Name another file with --report.`,
          { cause },
        )
      }
    }
  }

  startedAt(): Date {
    return this.#startedAt
  }

  /** The desk is up: the run's time begins. */
  began(): void {
    this.#startedAt = new Date()
  }

  add(known: Partial<Report>): void {
    this.#known = { ...this.#known, ...known }
  }

  fault(message: string): void {
    this.#faults.push(message)
  }

  faults(): readonly string[] {
    return this.#faults
  }

  locks(): readonly string[] {
    return this.#known.leftBehind?.locks ?? []
  }

  /** Write what is known. @returns what was written */
  write(end: Pick<Report, 'endedBy'> & Partial<Report>): Report {
    const report: Report = {
      startedAt: this.#startedAt.toISOString(),
      seconds: Math.round((Date.now() - this.#startedAt.getTime()) / 1000),
      sources: [],
      secondsToRunning: null,
      executions: null,
      bothAccepted: null,
      hedged: null,
      failed: null,
      stillOpen: null,
      expectedProfit: null,
      comparedSince: null,
      bets: null,
      differences: [],
      droppedMessages: [],
      leftBehind: { processes: [], locks: [] },
      faults: [...this.#faults],
      ...this.#known,
      ...end,
    }
    for (const path of this.#paths) writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`)
    return report
  }
}
