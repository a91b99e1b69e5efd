import { z } from 'zod'
import type { Sandbox } from './sandbox.ts'

/** A bet in the bookmakers' private book: the truth. */
export const bookedBet = z.object({
  house: z.enum(['north', 'south']),
  reference: z.string(),
  selectionId: z.string(),
  stake: z.string(),
  odds: z.string(),
  placedAt: z.string(),
})
export type BookedBet = z.infer<typeof bookedBet>

type House = BookedBet['house']

/** Everything that both bookmakers have accepted since they were started. */
export async function readBook(sandbox: Pick<Sandbox, 'admin' | 'token'>): Promise<BookedBet[]> {
  const answer = await ask(sandbox, 'GET', '/book')
  return z.object({ bets: z.array(bookedBet) }).parse(answer).bets
}

/** Let a bookmaker refuse the next bet that it is offered. */
export async function refuseNextBet(
  sandbox: Pick<Sandbox, 'admin' | 'token'>,
  house: House,
): Promise<void> {
  await ask(sandbox, 'POST', '/knobs', { house, kind: 'refuse', count: 1 })
}

/** Let the market maker open a real opportunity now. */
export async function forceOpportunity(
  sandbox: Pick<Sandbox, 'admin' | 'token'>,
  { durationMs }: { readonly durationMs: number },
): Promise<void> {
  await ask(sandbox, 'POST', '/opportunity', { durationMs })
}

async function ask(
  { admin, token }: Pick<Sandbox, 'admin' | 'token'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${admin}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok)
    throw new Error(
      `${method} ${path} at the bookmakers: ${response.status} ${await response.text()}`,
    )
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}
