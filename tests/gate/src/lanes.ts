/** A part of the test run that goes on beside the others. */
export interface Lane {
  readonly name: string
  /** The projects of vitest.config.ts that it runs, in their order. */
  readonly projects: readonly string[]
}

/**
 * Two, because each waits for most of its time: for a browser, a server or a deadline. Units come first, in the lane that
 * otherwise starts small servers; whole stacks run one at a time in the other. Both take about as long.
 */
export const LANES: readonly Lane[] = [
  { name: 'parts', projects: ['unit', 'console', 'integration', 'chaos'] },
  { name: 'whole', projects: ['e2e', 'simulation', 'crashpoints'] },
]
