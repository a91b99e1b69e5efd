import { betsRead, type Account, type Bus, type Reply } from '@surefoot/shared'
import { refuseSilentBrowser } from './refuse-silence.ts'

const DEADLINE_MS = 10_000

/** The account's bets and balance as its provider shows them. Refused as `bets.read`, EXECUTOR_SILENT, NO_EXECUTOR. */
export async function readBets(
  bus: Bus,
  { deskId, account }: { readonly deskId: string; readonly account: Account },
): Promise<Reply<typeof betsRead.reply>> {
  return bus
    .request(betsRead, { deskId, account }, { deadlineMs: DEADLINE_MS })
    .catch((error: unknown) => refuseSilentBrowser(error, account))
}
