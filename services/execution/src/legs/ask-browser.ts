/**
 * Owns what is asked of an account's browser while no money moves: silence is a refusal. A submit is asked for in
 * `place-leg.ts`, where silence is not "no".
 */
import { NoReply, type Bus } from '@surefoot/shared/bus'
import {
  betsRead,
  legPrepare,
  readBetsWhole,
  refuse,
  type Account,
  type LegPlan,
  type Refusal,
  type Reply,
  type Slip,
} from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'
import { checkSlip } from './check-slip.ts'

const READ_DEADLINE_MS = 10_000

/** Put one leg on its slip. Refused as `leg.prepare`, by the slip that was read back, EXECUTOR_SILENT, NO_EXECUTOR. */
export async function prepareLeg(
  { bus, settings }: Ports,
  plan: LegPlan,
): Promise<{ ok: true; slip: Slip } | Refusal> {
  const reply = await bus
    .request(legPrepare, plan, { deadlineMs: settings.executionTimeoutMs })
    .catch((error: unknown) => refuseSilentBrowser(error, plan.account))
  const refusal = reply.ok ? checkSlip(plan, reply.slip) : reply
  if (refusal) return refuse(refusal.code, `Leg ${plan.role}: ${refusal.message}`)
  return reply
}

/** All of the account's bets, and its balance, as its provider shows them. Refused as `bets.read`, EXECUTOR_SILENT, NO_EXECUTOR. */
export async function readBets(
  bus: Bus,
  { deskId, account }: { readonly deskId: string; readonly account: Account },
): Promise<Reply<typeof betsRead.reply>> {
  return readBetsWhole((ask) => bus.request(betsRead, ask, { deadlineMs: READ_DEADLINE_MS }), {
    deskId,
    account,
  }).catch((error: unknown) => refuseSilentBrowser(error, account))
}

/** A question to an account's browser, where no money moves, without an answer. Any other error is thrown on. */
function refuseSilentBrowser(error: unknown, account: Account): Refusal {
  if (!(error instanceof NoReply)) throw error
  return error.code === 'NO_RESPONDERS'
    ? refuse('NO_EXECUTOR', `Account ${account} has no browser open. Turn it on.`)
    : refuse(
        'EXECUTOR_SILENT',
        `The browser of account ${account} does not answer. Look at it; if it stays so, turn the account off and on.`,
      )
}
