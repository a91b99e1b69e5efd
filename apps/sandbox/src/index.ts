export { readKeptBets } from './house/read-kept-bets.ts'
export { startSandbox, type Sandbox, type SandboxOptions } from './start-sandbox.ts'
