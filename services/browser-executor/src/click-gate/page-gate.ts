import { matchesPermit, type CompiledContract, type Permit } from '@surefoot/provider'
import { z } from 'zod'
import type { PageWorld } from '../page/page-world.ts'
import { closeGate, openGate, readGate } from './gate-script.ts'

const TIMEOUT_MS = 1000

const facts = z
  .object({
    id: z.string(),
    nowMs: z.number(),
    isListening: z.boolean(),
    texts: z.object({ selectionId: z.string(), stake: z.string(), odds: z.string() }).nullable(),
  })
  .nullable()

export interface GateOpening {
  readonly contract: CompiledContract
  readonly permit: Permit
  /** On `nowMs`'s clock: no click passes from here on. */
  readonly expiresAtMs: number
  readonly nowMs: () => number
}

/**
 * Open the gate in the page for one click, if the slip says what the permit allows. Gives why it stays closed;
 * undefined: it is open. Throws Fault PAGE_FAILED if nobody can tell whether it is.
 */
export async function openPageGate(
  world: PageWorld,
  { contract, permit, expiresAtMs, nowMs }: GateOpening,
): Promise<string | undefined> {
  const read = { run: readGate, order: undefined, answer: facts, timeoutMs: TIMEOUT_MS }
  // Whatever goes wrong here, nothing was opened.
  const found = await world.run(read).catch(() => null)
  // The page read its clock before now: counted from now, the deadline is early and never late.
  const livesMs = expiresAtMs - nowMs()
  if (found === null) return 'the page has no gate: watch it again'
  if (!found.isListening) return 'the page has taken the gate away: load it again'
  if (found.texts === null) return 'the slip cannot be read'
  const { selectionId, stake, odds } = found.texts
  const match = matchesPermit(
    {
      selectionId: contract.slip.selectionId(selectionId) ?? '',
      stake: contract.slip.stake(stake) ?? '',
      odds: contract.slip.odds(odds) ?? '',
    },
    permit,
  )
  if (!match.ok) return match.why
  const order = { id: found.id, untilMs: found.nowMs + livesMs, permitted: found.texts }
  const opening = { run: openGate, order, answer: z.boolean(), timeoutMs: TIMEOUT_MS }
  return (await world.run(opening)) ? undefined : 'the page was loaded again, or the permit ran out'
}

/** Close the gate again; false if it is not known whether it is. */
export function closePageGate(world: PageWorld): Promise<boolean> {
  const closing = { run: closeGate, order: undefined, answer: z.boolean(), timeoutMs: TIMEOUT_MS }
  return world.run(closing).catch(() => false)
}
