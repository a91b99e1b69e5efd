import type { Refusal } from '@surefoot/shared'
import type { Ports } from './ports.ts'
import { refuseSilence } from './refuse-silence.ts'

/** Says to other instances, through the ledger, that this one is at work on an execution. */
export interface HeldLease extends AsyncDisposable {
  readonly ok: true
}

/**
 * Take the execution for this process and keep it until disposed or dead. It spares two instances from working on one
 * execution; what makes it harmless if they do is the ledger's table of moves. Refused: HELD, LEDGER_UNAVAILABLE.
 */
export async function holdLease(ports: Ports, executionId: string): Promise<HeldLease | Refusal> {
  const { ledger, clock, logger, settings, instanceId } = ports
  const ask = (ttlMs: number): ReturnType<typeof ledger.lease> =>
    ledger.lease({ resource: `execution:${executionId}`, holder: instanceId, ttlMs })
  const askQuietly = async (ttlMs: number): Promise<void> => {
    await ask(ttlMs).catch((error: unknown) => {
      logger.warn({ err: error, executionId }, 'the lease of an execution was not renewed')
    })
  }
  const taken = await ask(settings.leaseMs).catch(refuseSilence)
  if (!taken.ok) return taken
  const renewing = clock.every(settings.leaseMs / 3, () => askQuietly(settings.leaseMs))
  return {
    ok: true,
    [Symbol.asyncDispose]: async () => {
      renewing[Symbol.dispose]()
      await askQuietly(0)
    },
  }
}
