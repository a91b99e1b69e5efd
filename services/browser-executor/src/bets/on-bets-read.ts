import { refuse, type betsRead, type Reply } from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'
import type { ListedBets } from './listed-bets.ts'

/**
 * Read the account's bets and balance. When they were read is an instant of the ledger's clock, because the ledger holds it against its own;
 * it is taken before the first list is asked for. Refused besides: READ_FAILED, while that clock is not known.
 */
export async function onBetsRead(
  { bus }: Pick<Ports, 'bus'>,
  bets: Pick<ListedBets, 'read'>,
): Promise<Reply<typeof betsRead.reply>> {
  const time = bus.ledgerClock.read()
  if (time === null)
    return refuse(
      'READ_FAILED',
      "The bets were not read: the ledger's clock is not known yet. See that the audit service runs.",
    )
  const reply = await bets.read()
  return reply.ok ? { ...reply, readAt: new Date(time.ledgerMs).toISOString() } : reply
}
