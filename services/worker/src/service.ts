import type { Bus } from '@surefoot/shared/bus'
import { ACCOUNTS } from '@surefoot/shared/messages'
import { stampNow } from '@surefoot/shared/runtime'
import type { Desk } from './desk/desk.ts'
import { createLease } from './desk/lease.ts'
import { readDesk, type DeskDependencies } from './desk/read-desk.ts'
import { listen, listenToPrices } from './listen.ts'
import type { Ports, Settings } from './ports.ts'
import { createReceivedPrices } from './prices/received-prices.ts'
import { beginTicks, repeat } from './tick.ts'

const RENEW_MS = 1000
const SERVE_MS = 100

export interface WorkerDependencies {
  readonly bus: Bus
  readonly ports: Ports
  readonly settings: Settings
}

export interface Worker extends AsyncDisposable {
  /** Whether this worker serves the desk; a standby does not. */
  readonly isServing: () => boolean
  /** Whether the ledger answers about the lease: true of a standby too. */
  readonly isReady: () => boolean
}

interface ServedDesk extends AsyncDisposable {
  readonly term: number
}

/** One worker of a desk: serves it while it holds the lease, stands by while another does. */
export function createWorker({ bus, ports, settings }: WorkerDependencies): Worker {
  const { deskId } = settings
  const lease = createLease({ ...ports, deskId, holder: ports.newId() })
  const prices = createReceivedPrices({ deskId, appraisal: settings.appraisal, ports })
  const listening = listenToPrices(bus, prices)
  let served: ServedDesk | undefined

  const open = async (term: number): Promise<ServedDesk | undefined> => {
    const isServing = (): boolean => lease.term() === term
    await listening
    const desk = await openDesk(bus, { ports, settings, prices, isServing })
    return desk && { term, [Symbol.asyncDispose]: () => desk[Symbol.asyncDispose]() }
  }
  const close = async (): Promise<void> => {
    await served?.[Symbol.asyncDispose]()
    served = undefined
  }
  const serveThisTerm = async (): Promise<void> => {
    const term = lease.term()
    if (served !== undefined && served.term !== term) await close()
    if (term !== null) served ??= await open(term)
  }
  const onFault = (error: unknown): void =>
    ports.announce.log({
      level: 'error',
      code: 'DESK_NOT_SERVED',
      message: `The worker could not take or leave the desk: ${String(error)}`.slice(0, 1000),
      deskId,
    })
  const renewing = repeat(lease.renew, { pauseMs: RENEW_MS, onFault })
  const serving = repeat(serveThisTerm, { pauseMs: SERVE_MS, onFault })
  return {
    isServing: () => served !== undefined && served.term === lease.term(),
    isReady: lease.isAnswered,
    [Symbol.asyncDispose]: async () => {
      await serving[Symbol.asyncDispose]()
      await close()
      await renewing[Symbol.asyncDispose]()
      await (await listening)[Symbol.asyncDispose]()
      await lease[Symbol.asyncDispose]()
    },
  }
}

/** Serve a desk until disposed. Undefined if the ledger does not reply. */
async function openDesk(
  bus: Bus,
  dependencies: DeskDependencies,
): Promise<AsyncDisposable | undefined> {
  const desk = await readDesk(dependencies)
  if (desk === undefined) return undefined
  await using stack = new AsyncDisposableStack()
  stack.use(await listen(bus, desk))
  for (const ticks of beginTicks(desk)) stack.use(ticks)
  announceTaken(desk)
  const owned = stack.move()
  return { [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** A listener may have missed what a killed worker did not announce; this makes it read the desk again. */
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
