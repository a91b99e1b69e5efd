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

/** One that its house still holds: it may yet be refused. */
const heldBet = bookedBet.extend({ placedAt: z.null() })

type House = BookedBet['house']
/** Where the bookmakers' book and faults are, and what opens it. */
export type AdminPort = Pick<Sandbox, 'admin' | 'token'>

/** Everything that both bookmakers have accepted since they were started. */
export async function readBook(sandbox: AdminPort): Promise<BookedBet[]> {
  const answer = await ask(sandbox, 'GET', '/book')
  const { bets } = z.object({ bets: z.array(z.union([bookedBet, heldBet])) }).parse(answer)
  return bets.filter((bet) => bet.placedAt !== null)
}

/** A fault of a bookmaker, as the sandbox's admin port takes it. */
export type Knob = { readonly house: House; readonly kind: string } & Readonly<
  Record<string, string | number>
>

/** Set a fault for a bookmaker's next bets, or one that stays. */
export async function setKnob(at: AdminPort, knob: Knob): Promise<void> {
  await ask(at, 'POST', '/knobs', knob)
}

const knobs = z.object({
  knobs: z.array(
    z.object({
      knob: z.looseObject({ house: z.enum(['north', 'south']), kind: z.string() }),
      left: z.number().nullable(),
    }),
  ),
})

/** The faults that still wait for a bet, or stay. */
export async function readKnobs(at: AdminPort): Promise<z.output<typeof knobs>['knobs']> {
  return knobs.parse(await ask(at, 'GET', '/knobs')).knobs
}

/** Take every fault back; what is suspended is open again. */
export async function clearKnobs(at: AdminPort): Promise<void> {
  await ask(at, 'DELETE', '/knobs')
}

/** End a match: its bets are paid and another takes its place on the boards. */
export async function endMatch(at: AdminPort, eventId: string): Promise<void> {
  await ask(at, 'POST', '/settle', { eventId })
}

/**
 * Let the market maker open a real opportunity now. In tennis, unless another sport is named: both houses spell players so
 * that a match is beyond doubt, while a football match of two clubs that are both shortened is rightly not taken as one.
 */
export async function forceOpportunity(
  sandbox: AdminPort,
  wish: { readonly durationMs: number; readonly sport?: string },
): Promise<void> {
  await ask(sandbox, 'POST', '/opportunity', { sport: 'tennis', ...wish })
}

async function ask(
  { admin, token }: AdminPort,
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
