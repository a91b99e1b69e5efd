import type { Invariant } from '@surefoot/checker'

/** A test that fails, by name, when the bug is in: found by its file and the beginning of its title. */
export interface CatchingTest {
  readonly kind: 'test'
  /** From the root of the project. */
  readonly file: string
  readonly title: string
}

/** A harness that ends with violations when the bug is in. */
export interface CatchingHarness {
  readonly kind: 'harness'
  /** An npm script of the root, with its arguments; `--report` is added. */
  readonly script: 'crashpoints' | 'simulate'
  readonly args: readonly string[]
}

/** A bug that somebody could write, planted in one place. */
export interface Mutant {
  readonly name: string
  /** What the bug does, in one sentence. */
  readonly bug: string
  /** What it would break. */
  readonly breaks: readonly Invariant[]
  /** From the root of the project. */
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  readonly replace: string
  readonly caughtBy: CatchingTest | CatchingHarness
}

/** How long the catching test or harness may take. */
export const BUDGET_MS = 240_000
