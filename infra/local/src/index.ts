export {
  clearKnobs,
  endMatch,
  forceOpportunity,
  readBook,
  readKnobs,
  setKnob,
  type BookedBet,
} from './book.ts'
export { compareBooks, type Difference } from './compare-books.ts'
export { createOperator, type Desk, type Operator } from './pilot/operator.ts'
export { persist } from './pilot/call.ts'
export { logIn } from './pilot/log-in.ts'
export { markProvider } from './pilot/mark-provider.ts'
export { fly, importContracts } from './pilot/pilot.ts'
export { closeAccounts, drain } from './pilot/land.ts'
export { resumeTrading } from './pilot/resume-trading.ts'
export { listKeys } from './list-keys.ts'
export { targetsFile } from './health-ports.ts'
export { isGood, report, type Report } from './report.ts'
export { runDesk, type FlownStack } from './run.ts'
export { summarise } from './summarise.ts'
export { createScreen, type Screen } from './screen.ts'
export { openServerUsers } from './server-users.ts'
export type { Servers } from './open-servers.ts'
export { openStack, type Stack } from './stack.ts'
export { compareOverHttp } from './compare/compare-over-http.ts'
export { SERVICES, type ServiceName } from './service-names.ts'
export { instancesOf, PROCESSES, type InstanceName } from './processes.ts'
export { graceOf } from './start-services.ts'
export { until } from './until.ts'
export { findProcess, killAndWait, untilOneMore, type Struck } from './kills/kill-and-wait.ts'
export { killAround, launch, type LauncherUnderTest } from './kills/launcher-under-test.ts'
export { planKills } from './kills/plan-kills.ts'
export { EXIT } from './start.ts'
export { faultsOf } from './kills/run-kills.ts'
