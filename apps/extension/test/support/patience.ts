/** How long a test waits for a condition: long, because many tests share the machine. */
export const PATIENCE = { timeout: 120_000 }
