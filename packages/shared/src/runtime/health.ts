import type { DependencyReport } from '../messages/service-status.ts'
import { observe } from './metrics-instrument.ts'
import { METRICS } from './metrics.ts'
import {
  watchDependency,
  type DependencyOptions,
  type WatchedDependency,
} from './watch-dependency.ts'

export interface Health {
  /** Name a condition without which the service can do no work. */
  readonly readiness: (name: string, isReady: () => boolean) => void
  /** The conditions that do not hold now. */
  readonly missing: () => string[]
  /**
   * Name a server or service without which this one can do no work. It is asked again and again until disposed; while it
   * does not reply, the process is not ready.
   */
  readonly depend: (options: DependencyOptions) => WatchedDependency
  /** The same of one without which it works, only less promptly: it is reported, and the process is ready without it. */
  readonly prefer: (options: DependencyOptions) => WatchedDependency
  /** What is preferred and does not reply now, each with its reason. */
  readonly degraded: () => { readonly name: string; readonly error: string | null }[]
  /** What this process asks, as it sees it now. */
  readonly dependencies: () => DependencyReport[]
  /** Tell each condition at every scrape, until disposed. */
  readonly observe: () => Disposable
}

export function createHealth(): Health {
  const conditions = new Map<string, () => boolean>()
  const preferred = new Map<string, () => DependencyReport>()
  const watched = new Map<string, () => DependencyReport>()
  return {
    readiness: (name, isReady) => void conditions.set(name, isReady),
    missing: () => [...conditions].filter(([, isReady]) => !isReady()).map(([name]) => name),
    depend: (options) => {
      const dependency = watchDependency(options)
      watched.set(options.name, dependency.report)
      conditions.set(options.name, () => isUsable(dependency.report()))
      return dependency
    },
    prefer: (options) => {
      const dependency = watchDependency(options)
      watched.set(options.name, dependency.report)
      preferred.set(options.name, dependency.report)
      return dependency
    },
    degraded: () =>
      [...preferred.values()]
        .map((report) => report())
        .filter((report) => !isUsable(report))
        .map(({ name, error }) => ({ name, error })),
    dependencies: () => [...watched.values()].map((report) => report()),
    observe: () =>
      observe([METRICS.ready], (tell) => {
        for (const [condition, isReady] of conditions)
          tell(METRICS.ready, { condition }, Number(isReady()))
        for (const [condition, report] of preferred)
          tell(METRICS.ready, { condition }, Number(isUsable(report())))
      }),
  }
}

function isUsable({ state }: DependencyReport): boolean {
  return state === 'up' || state === 'slow'
}
