import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { BrowsersScreen } from './browsers/browsers-screen.tsx'
import { CockpitScreen } from './cockpit/cockpit-screen.tsx'
import { ContractsScreen } from './contracts/contracts-screen.tsx'
import { ExecutionScreen } from './execution/execution-screen.tsx'
import { HealthScreen } from './health/health-screen.tsx'
import { readFilter } from './history/history-filter.ts'
import { HistoryScreen } from './history/history-screen.tsx'
import { MoneyScreen } from './money/money-screen.tsx'
import { NeedsScreen } from './needs-you/needs-screen.tsx'
import { NotificationsScreen } from './notifications/notifications-screen.tsx'
import { OpportunitiesScreen } from './opportunities/opportunities-screen.tsx'
import { PeopleScreen } from './people/people-screen.tsx'
import { NotFound } from './shell/not-found.tsx'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const cockpit = createRoute({ getParentRoute: () => root, path: '/', component: CockpitScreen })
const browsers = createRoute({
  getParentRoute: () => root,
  path: '/browsers',
  component: BrowsersScreen,
})
const opportunities = createRoute({
  getParentRoute: () => root,
  path: '/opportunities',
  component: OpportunitiesScreen,
})
const needsYou = createRoute({
  getParentRoute: () => root,
  path: '/needs-you',
  component: NeedsScreen,
})
const money = createRoute({ getParentRoute: () => root, path: '/money', component: MoneyScreen })
const history = createRoute({
  getParentRoute: () => root,
  path: '/history',
  component: HistoryScreen,
  validateSearch: readFilter,
})
const contracts = createRoute({
  getParentRoute: () => root,
  path: '/contracts',
  component: ContractsScreen,
})
const health = createRoute({
  getParentRoute: () => root,
  path: '/health',
  component: HealthScreen,
})
const notifications = createRoute({
  getParentRoute: () => root,
  path: '/notifications',
  component: NotificationsScreen,
})
const people = createRoute({ getParentRoute: () => root, path: '/people', component: PeopleScreen })
const execution = createRoute({
  getParentRoute: () => root,
  path: '/executions/$executionId',
  component: () => <ExecutionScreen executionId={execution.useParams().executionId} />,
})

/** Every screen and its address. */
export const routeTree = root.addChildren([
  cockpit,
  browsers,
  opportunities,
  needsYou,
  money,
  history,
  contracts,
  health,
  notifications,
  people,
  execution,
])

export const router = createRouter({ routeTree, scrollRestoration: true })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
