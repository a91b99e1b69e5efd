import { defineConfig } from 'vitest/config'

/** Whoever starts a process ends it: a file that does not, fails. */
const setupFiles = ['tests/gate/src/end-with-file.ts']

/** A test waits for what it needs, and a busy machine is slower, not wrong. How long things take is the benchmarks' to say. */
const SLOWEST_MACHINE_MS = 600_000
const SLOWEST_WAIT_MS = 120_000

/** Files that share nothing that changes: a worker loads each module once, and not once a file. */
const shared = { isolate: false } as const
/** Node loads the modules, as it does in production; the console's JSX alone needs Vite. */
const experimental = { viteModuleRunner: false } as const

/**
 * Six kinds of test: in memory, of the console in memory, on real servers, in the browser through the whole stack, and the
 * harnesses of docs/safety.md. `npm test` runs them in two lanes (tests/gate).
 */
export default defineConfig({
  test: {
    reporters: ['default', './tests/gate/src/count-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,services,apps,infra,tests}/**/test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'apps/console/**', '**/*.{int,e2e,harness}.test.ts'],
          // A machine that does other work is slow, not wrong.
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
          experimental,
          ...shared,
        },
      },
      {
        test: {
          name: 'console',
          include: ['apps/console/test/**/*.test.ts'],
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
          ...shared,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{packages,services,apps,infra,tests}/**/test/**/*.int.test.ts'],
          exclude: ['**/node_modules/**'],
          // The other lane keeps half of a small machine busy: with more, all of them are slow, and wait for each other.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          experimental,
          globalSetup: ['packages/testkit/src/global-setup.ts'],
          setupFiles,
          expect: { poll: { timeout: SLOWEST_WAIT_MS } },
          testTimeout: SLOWEST_MACHINE_MS,
          hookTimeout: SLOWEST_MACHINE_MS,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/test/**/*.e2e.test.ts'],
          // Each starts the whole stack.
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
          experimental,
          setupFiles,
          expect: { poll: { timeout: SLOWEST_WAIT_MS } },
          testTimeout: SLOWEST_MACHINE_MS,
          hookTimeout: SLOWEST_MACHINE_MS,
        },
      },
      // Each harness has its own project, so that a lane can begin it when it has the time.
      ...['simulation', 'crashpoints', 'chaos'].map((name, place) => ({
        test: {
          name,
          include: [`tests/${name}/test/**/*.harness.test.ts`],
          maxWorkers: 1,
          sequence: { groupOrder: 4 + place },
          experimental,
          setupFiles,
          expect: { poll: { timeout: SLOWEST_WAIT_MS } },
          testTimeout: SLOWEST_MACHINE_MS,
          hookTimeout: SLOWEST_MACHINE_MS,
        },
      })),
    ],
  },
})
