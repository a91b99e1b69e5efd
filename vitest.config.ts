import { defineConfig } from 'vitest/config'

/** Four kinds of test: in memory, on real servers, in the browser through the whole stack, and the harnesses of docs/safety.md. */
const integration = {
  // They mostly wait for servers: more of them than processors.
  maxWorkers: 3,
  sequence: { groupOrder: 1 },
  globalSetup: ['packages/testkit/src/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    reporters: ['default', './tests/count-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,services,apps,infra,tests}/**/test/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.{int,e2e,harness}.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{packages,services,apps,infra,tests}/**/test/**/*.int.test.ts'],
          exclude: ['**/node_modules/**'],
          ...integration,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/test/**/*.e2e.test.ts'],
          // Each starts the whole stack.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'harness',
          include: ['tests/{crashpoints,simulation}/test/**/*.harness.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
          testTimeout: 600_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'chaos',
          include: ['tests/chaos/test/**/*.harness.test.ts'],
          // Alone: its processes and faults want the whole machine.
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
          testTimeout: 600_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
