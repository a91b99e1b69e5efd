/** A process that was just launched, whatever it is; `R` is what it is ready with. */
export interface Launched<R> {
  /** Undefined while it is not known. */
  readonly pid: () => number | undefined
  /** Rejects, with the reason, when it ended before it was ready. */
  readonly ready: Promise<R>
  /** How it ended: a signal or an exit code. Never rejects. */
  readonly ended: Promise<string>
  readonly askToEnd: () => void
  readonly kill: () => void
}

export type Launch<R> = () => Launched<R>
