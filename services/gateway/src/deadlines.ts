/** How long a person waits for what is only read. */
export const READ_WITHIN_MS = 5000
/** How long a person waits for an act: a page may have to be loaded first. The console itself waits a little longer. */
export const ACT_WITHIN_MS = 15_000
/** The ledger verifies the whole audit chain before it shows any of it. */
export const CHAIN_WITHIN_MS = 3 * READ_WITHIN_MS
