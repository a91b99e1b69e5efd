import type { Bus, Stoppable } from '@surefoot/shared/bus'
import { ledgerPing, ok, type DependencyReport } from '@surefoot/shared/messages'

/** Reply to who asks whether the ledger is there, from what is known: a Postgres that hangs must not hold up the reply. */
export async function servePing(
  bus: Pick<Bus, 'serve' | 'ledgerClock'>,
  reportPostgres: () => DependencyReport,
): Promise<AsyncDisposable> {
  const listener: Stoppable = await bus.serve(
    ledgerPing,
    async () => ok({ postgres: reportPostgres() }),
    { clock: bus.ledgerClock },
  )
  return { [Symbol.asyncDispose]: () => listener.stop() }
}
