import type { CompiledContract, Unlisted } from '@surefoot/provider'
import { ok, refuse, type betsRead, type Refusal, type Reply } from '@surefoot/shared/messages'
import { z } from 'zod'
import { fetchTexts } from './page-script.ts'
import type { PageWorld } from './page-world.ts'

/** For all three answers together. */
const TIMEOUT_MS = 8000
const fetched = z.tuple([
  z.object({ status: z.number(), body: z.string() }),
  z.object({ status: z.number(), body: z.string() }),
  z.object({ status: z.number(), body: z.string() }),
])

/**
 * Read the account's bets and balance from inside its page. Refused with LOGGED_OUT or READ_FAILED as soon as one part
 * of it fails: half of a reading proves nothing.
 */
export async function readBets(
  page: PageWorld,
  contract: CompiledContract,
  now: () => number,
): Promise<Reply<typeof betsRead.reply>> {
  const { id, version, openBets, history, balance } = contract.contract
  // The lists may be older than the moment at which the last of them came.
  const readAt = new Date(now()).toISOString()
  const paths = [openBets.path, history.path, balance.path]
  const texts = await page
    .run({
      run: fetchTexts,
      order: { paths, timeoutMs: TIMEOUT_MS },
      answer: fetched,
      timeoutMs: TIMEOUT_MS + 1000,
    })
    .catch(() => undefined)
  if (texts === undefined)
    return refuse('READ_FAILED', `The bets at ${contract.contract.name} could not be fetched.`)
  const [openText, historyText, balanceText] = texts
  const open = contract.readOpenBets(openText.status, openText.body)
  if (!open.ok) return naming('open bets', open)
  const settled = contract.readHistory(historyText.status, historyText.body)
  if (!settled.ok) return naming('history', settled)
  const held = contract.readBalance(balanceText.status, balanceText.body)
  if (!held.ok) return naming('balance', held)
  // Open bets were read first: one that was settled in between stands in both lists, and the later word counts.
  const bets = new Map([...open.bets, ...settled.bets].map((bet) => [bet.betReference, bet]))
  return ok({
    bets: [...bets.values()],
    balance: held.balance,
    providerId: id,
    contractVersion: version,
    readAt,
    ...unlistedIn(open, settled),
  })
}

function naming(what: string, { code, message }: Refusal): Refusal {
  return refuse(code, `of the ${what}, ${message}`)
}

const MOST_ROWS = 5

/** What is missing from the bets of both lists. */
function unlistedIn(open: Unlisted, settled: Unlisted) {
  const unreadable = (open.unreadable ?? 0) + (settled.unreadable ?? 0)
  const rows = [...(open.unreadableRows ?? []), ...(settled.unreadableRows ?? [])]
  return {
    ...(unreadable === 0 ? {} : { unreadable, unreadableRows: rows.slice(0, MOST_ROWS) }),
    ...(open.isPartial || settled.isPartial ? { isPartial: true } : {}),
  }
}
