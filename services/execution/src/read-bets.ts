import { betsRead, readBetsWhole, type Account, type Bus, type Reply } from '@surefoot/shared'
import { refuseSilentBrowser } from './refuse-silence.ts'

const DEADLINE_MS = 10_000

/** All of the account's bets, and its balance, as its provider shows them. Refused as `bets.read`, EXECUTOR_SILENT, NO_EXECUTOR. */
export async function readBets(
  bus: Bus,
  { deskId, account }: { readonly deskId: string; readonly account: Account },
): Promise<Reply<typeof betsRead.reply>> {
  return readBetsWhole((ask) => bus.request(betsRead, ask, { deadlineMs: DEADLINE_MS }), {
    deskId,
    account,
  }).catch((error: unknown) => refuseSilentBrowser(error, account))
}
