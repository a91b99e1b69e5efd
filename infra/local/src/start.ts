import { asSentence } from '@surefoot/shared/runtime'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Arguments } from './arguments.ts'
import { compareAtRest, type AtRest } from './compare/compare-at-rest.ts'
import { BooksLost } from './compare/books-lost.ts'
import { endLeftovers } from './folder/end-leftovers.ts'
import { FolderInUse, lockFolder, type FolderLock } from './folder/folder-lock.ts'
import { NotOurLedger, startAfresh } from './folder/start-afresh.ts'
import { messageOf } from './message-of.ts'
import { onCtrlC, type SignalSource, type Stopping } from './on-ctrl-c.ts'
import { PortTaken } from './ports/port-taken.ts'
import { isGood, type Report } from './report.ts'
import { findLeftBehind, runDesk } from './run.ts'
import { ReportFile, ReportUnwritable } from './report-file.ts'
import type { Screen } from './screen.ts'
import { createShutdown, type Shutdown } from './shutdown.ts'
import { openStack } from './stack.ts'
import { summarise } from './summarise.ts'

/** Explained in docs/report.md. */
export const EXIT = {
  good: 0,
  /** Ledger and books differ, something is left, or the run had a fault. */
  fault: 1,
  /** Nothing was started: a wrong option, a port that is taken, a folder that is in use, books that are lost. */
  usage: 2,
  /** Killed by the third Ctrl-C, or because a stop did not end. */
  forced: 130,
} as const

export interface Place {
  readonly dir: string
  readonly screen: Screen
  /** What opens the stack and what runs on it; left out: the real ones. */
  readonly open?: typeof openStack
  readonly run?: typeof runDesk
  /** Where Ctrl-C comes from; left out: this process's signals. */
  readonly signals?: SignalSource
  /** Ends the process by force; left out: for real. */
  readonly exit?: (code: number) => void
}

/** Run the whole system, and write its report however it ends; returns the exit code. */
export async function start(wish: Arguments, place: Place): Promise<number> {
  const { dir, screen, signals = process, exit = (code) => process.exit(code) } = place
  const mark = randomUUID()
  let lock: FolderLock
  let report: ReportFile
  try {
    lock = lockFolder(dir, mark)
    report = new ReportFile([join(dir, 'report.json'), wish.reportFile])
  } catch (error) {
    if (!(error instanceof FolderInUse || error instanceof ReportUnwritable)) throw error
    screen.bad(error.message)
    return EXIT.usage
  }
  using held = lock
  const shutdown = createShutdown()
  const stopping = onCtrlC({
    screen,
    shutdown,
    signals,
    onForced: (killed) => {
      for (const line of killed) screen.warn(`killed: ${line}`)
      screen.bad('a bet may be open without its hedge; the next start goes on with it')
      report.write({
        endedBy: 'force',
        faults: [...report.faults(), 'killed before it had stopped'],
      })
      exit(EXIT.forced)
    },
  })
  return await new Launch(wish, {
    ...place,
    mark,
    previous: held.previous,
    report,
    shutdown,
    stopping,
  }).run()
}

interface Parts extends Place {
  readonly mark: string
  /** The run before this one in the folder. */
  readonly previous: FolderLock['previous']
  readonly report: ReportFile
  readonly shutdown: Shutdown
  readonly stopping: Stopping
}

/** Faults that say by themselves that nothing was started. */
function isUsage(error: unknown): boolean {
  return error instanceof PortTaken || error instanceof BooksLost || error instanceof NotOurLedger
}

/** Whether a step only ended because of Ctrl-C. */
function isAbort(error: unknown, signal: AbortSignal): boolean {
  const isOurs = error === signal.reason || (error instanceof Error && error.name === 'AbortError')
  return signal.aborted && isOurs
}

class Launch {
  readonly #wish: Arguments
  readonly #parts: Parts

  constructor(wish: Arguments, parts: Parts) {
    this.#wish = wish
    this.#parts = parts
  }

  async run(): Promise<number> {
    const { screen, report, stopping } = this.#parts
    let code: number = EXIT.good
    try {
      await this.#prepare()
      await this.#runStack()
    } catch (error) {
      if (!isAbort(error, stopping.signal)) {
        report.fault(messageOf(error))
        code = isUsage(error) ? EXIT.usage : EXIT.fault
      }
    }
    stopping.end()
    const written = report.write({ endedBy: this.#endedBy() })
    summarise(written, screen)
    return isGood(written) ? code : Math.max(code, EXIT.fault)
  }

  #endedBy(): Report['endedBy'] {
    if (this.#parts.report.faults().length > 0) return 'fault'
    return this.#parts.stopping.signal.aborted ? 'ctrl-c' : 'time'
  }

  async #prepare(): Promise<void> {
    const { dir, screen, previous, stopping } = this.#parts
    if (previous) await endLeftovers(previous.mark, { screen, signal: stopping.signal })
    if (this.#wish.isFresh) await startAfresh(dir, screen)
  }

  async #runStack(): Promise<void> {
    const { isManual, forSeconds, replicas, port, without } = this.#wish
    const { dir, screen, mark, report, shutdown, stopping } = this.#parts
    const { open = openStack, run = runDesk } = this.#parts
    const { signal } = stopping
    const stack = await open({
      dir,
      screen,
      signal,
      replicas,
      port,
      without,
      mark,
      shutdown,
      atRest: (at) => this.#compare(at),
    })
    report.add({ sources: [...stack.sources] })
    try {
      screen.plain(`\n  Console: ${stack.link}\n`)
      report.began()
      const ended = await run({ stack, screen, isManual, forSeconds, signal, shutdown })
      for (const fault of ended.faults) report.fault(fault)
      stopping.begin()
      report.add({ leftBehind: { processes: [], locks: ended.matchLocks } })
    } finally {
      await stack[Symbol.asyncDispose]()
    }
    report.add({ leftBehind: await findLeftBehind(stack, report.locks()) })
  }

  /** Called when the services and the bookmakers have ended, and the ledger's database still runs. */
  async #compare(at: AtRest): Promise<void> {
    const { dir, report, screen } = this.#parts
    try {
      const startedAt = report.startedAt()
      report.add(await compareAtRest(at, { dir, startedAt }))
      screen.good('ledger and books read')
    } catch (error) {
      report.fault(
        `Ledger and books were not compared: ${asSentence(messageOf(error))} The next run compares them.`,
      )
    }
  }
}
