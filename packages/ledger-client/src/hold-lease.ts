import type { Refusal } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'
import type { Ledger } from './ledger.ts'

/** Shows other instances, through the ledger, that this one is at work on something. */
export interface HeldLease extends AsyncDisposable {
  readonly ok: true
}

export interface LeaseParts {
  readonly ledger: Pick<Ledger, 'lease'>
  /** Calls a step again and again until disposed. */
  readonly every: (ms: number, step: () => Promise<void>) => Disposable
  readonly logger: Logger
}

export interface LeaseAsk {
  readonly resource: string
  /** Names this process. */
  readonly holder: string
  /** How long it stays this process's after its last sign of life. */
  readonly ttlMs: number
}

/**
 * Take a lease for this process and keep it until disposed or dead. It spares two instances from the same work; what makes it
 * harmless if they do it is the ledger's table of moves. Refused: HELD. Throws NoReply.
 */
export async function holdLease(
  { ledger, every, logger }: LeaseParts,
  { resource, holder, ttlMs }: LeaseAsk,
): Promise<HeldLease | Refusal> {
  const askQuietly = async (ms: number): Promise<void> => {
    await ledger.lease({ resource, holder, ttlMs: ms }).catch((error: unknown) => {
      logger.warn({ err: error, resource }, 'a lease was not renewed')
    })
  }
  const taken = await ledger.lease({ resource, holder, ttlMs })
  if (!taken.ok) return taken
  const renewing = every(ttlMs / 3, () => askQuietly(ttlMs))
  return {
    ok: true,
    [Symbol.asyncDispose]: async () => {
      renewing[Symbol.dispose]()
      await askQuietly(0)
    },
  }
}
