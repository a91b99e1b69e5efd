import {
  ACCOUNTS,
  stampNow,
  type Account as AccountName,
  type Bus,
  type DeskRow,
} from '@surefoot/shared'
import { createAccount, type Account } from './account/account.ts'
import { beginStateWork } from './account/browser-effects.ts'
import { onTick } from './account/on-browser-status.ts'
import type { Desk } from './desk/desk.ts'
import { createExecutions } from './desk/executions.ts'
import { createHeldControl } from './desk/held-control.ts'
import { createOpportunities } from './desk/opportunities.ts'
import { reconcileDesk } from './desk/reconcile-desk.ts'
import { listen } from './listen.ts'
import type { Ports, Settings } from './ports.ts'
import { repeat } from './repeat.ts'
import { tryAgain } from './trading/auto.ts'

const TICK_MS = 1000
/** Events tell at once what this finds; it is for those that were lost, and the ledger serves many desks. */
const RECONCILE_MS = 5000

export interface DeskDependencies {
  readonly ports: Ports
  readonly settings: Settings
  readonly isServing: () => boolean
}

/** The desk as the ledger holds it, with nothing of a past process: heartbeats and the ledger tell the rest. */
export function createDesk({ ports, settings, isServing }: DeskDependencies, held: DeskRow): Desk {
  const onMoved = (account: Account): void => beginStateWork(account, ports)
  const create = (name: AccountName): Account =>
    createAccount({ ports, isServing, onMoved }, held.accounts[name])
  return {
    settings,
    ports,
    isServing,
    accounts: { A: create('A'), B: create('B') },
    control: createHeldControl(held.control),
    opportunities: createOpportunities(),
    executions: createExecutions(),
  }
}

/** Serve a desk until disposed. Undefined if the ledger does not tell where it stands. */
export async function openDesk(
  bus: Bus,
  dependencies: DeskDependencies,
): Promise<AsyncDisposable | undefined> {
  const { ports, settings } = dependencies
  const held = await ports.ledger.desk({ deskId: settings.deskId })
  if (!held.ok) return undefined
  const desk = createDesk(dependencies, held)
  await reconcileDesk(desk)
  await using stack = new AsyncDisposableStack()
  stack.use(await listen(bus, desk))
  for (const work of repeatedWork(desk)) stack.use(work)
  announceTaken(desk)
  const owned = stack.move()
  return { [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

function repeatedWork(desk: Desk): AsyncDisposable[] {
  const { accounts, ports, settings } = desk
  const onFault = (error: unknown): void =>
    ports.announce.log({
      level: 'error',
      code: 'TICK_FAILED',
      message: `The worker's regular look at the desk failed: ${String(error)}`.slice(0, 1000),
      deskId: settings.deskId,
    })
  return [
    ...ACCOUNTS.map((name) =>
      repeat(() => onTick(accounts[name], ports), { pauseMs: TICK_MS, onFault }),
    ),
    repeat(() => tryAgain(desk), { pauseMs: TICK_MS, onFault }),
    repeat(() => reconcileDesk(desk), { pauseMs: RECONCILE_MS, onFault }),
  ]
}

/** Who watches may have missed what a killed worker did not announce; told of the desk, they read it again. */
function announceTaken({ accounts, control, ports, settings }: Desk): void {
  const changes = ACCOUNTS.map((name) => accounts[name].row().changedAt).toSorted()
  ports.announce.deskChanged({
    deskId: settings.deskId,
    control: control.read(),
    reason: 'The worker has taken the desk.',
    // An instant of the ledger's clock that is not after any change of the control to come.
    at: changes.at(-1) ?? new Date(stampNow(ports.ledgerClock)).toISOString(),
  })
}
