import { defineConfig } from 'vitest/config'

/** Three kinds of test: in memory, on real servers, and in the browser through the whole stack. */
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
          include: ['{packages,services,apps,infra}/**/test/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.int.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{packages,services,apps,infra}/**/test/**/*.int.test.ts'],
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
    ],
  },
})
