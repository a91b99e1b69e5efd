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
export { logIn } from './pilot/log-in.ts'
export { markProvider } from './pilot/mark-provider.ts'
export { fly, importContracts } from './pilot/pilot.ts'
export { closeAccounts, drain } from './pilot/land.ts'
export { resumeTrading } from './pilot/resume-trading.ts'
export { targetsFile } from './health-ports.ts'
export { isGood, type Report } from './report.ts'
export { runDesk, type FlownStack } from './run.ts'
export { summarise } from './summarise.ts'
export { createScreen, type Screen } from './screen.ts'
export { openServerUsers } from './server-users.ts'
export { openStack, type Servers, type Stack } from './stack.ts'
export { SERVICES, type ServiceName } from './services.ts'
export { graceOf, instancesOf, type InstanceName } from './start-services.ts'
export { until } from './until.ts'
