import type { Bus } from '@surefoot/shared'
import { createLease } from './desk/lease.ts'
import { openDesk } from './open-desk.ts'
import type { Ports, Settings } from './ports.ts'
import { repeat } from './repeat.ts'

const RENEW_MS = 1000
const LOOK_MS = 100

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
  let served: ServedDesk | undefined

  const open = async (term: number): Promise<ServedDesk | undefined> => {
    const isServing = (): boolean => lease.term() === term
    const desk = await openDesk(bus, { ports, settings, isServing })
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
  const serving = repeat(serveThisTerm, { pauseMs: LOOK_MS, onFault })
  return {
    isServing: () => served !== undefined && served.term === lease.term(),
    isReady: lease.isAnswered,
    [Symbol.asyncDispose]: async () => {
      await serving[Symbol.asyncDispose]()
      await close()
      await renewing[Symbol.asyncDispose]()
      await lease[Symbol.asyncDispose]()
    },
  }
}
