import { endMatch, readKnobs, setKnob, until } from '@surefoot/local'
import { setTimeout as delay } from 'node:timers/promises'
import type { BetKnob, Fault, House } from '../fault.ts'
import type { World } from '../world.ts'

const MET_WITHIN_MS = 30_000

/** Something befalls the next bet at a house; hit once a bet met it. */
export async function disturbBet(
  { stack }: World,
  { house, knob }: { readonly house: House; readonly knob: BetKnob },
): Promise<boolean> {
  await setKnob(stack.sandbox, { house, ...knob })
  const isMet = async (): Promise<boolean> =>
    (await readKnobs(stack.sandbox)).every(
      (set) => set.knob.house !== house || set.knob.kind !== knob.kind,
    )
  return until(isMet, {
    what: `a bet at ${house} that meets ${knob.kind}`,
    withinMs: MET_WITHIN_MS,
    signal: AbortSignal.timeout(2 * MET_WITHIN_MS),
  })
}

/** The house suspends what the desk would bet on next; after a while the match is over, and with it the suspension. */
export async function suspendSelection(
  { stack, operator }: World,
  { house, ms }: Extract<Fault, { kind: 'suspend' }>,
): Promise<boolean> {
  const [opportunity] = await operator.opportunities()
  const leg = Object.values(opportunity?.legs ?? {}).find(({ providerId }) => providerId === house)
  if (!leg) return false
  await setKnob(stack.sandbox, { house, kind: 'suspend', selectionId: leg.selectionId })
  await delay(ms)
  await endMatch(stack.sandbox, leg.eventId)
  return true
}

/** The house forgets its sessions. */
export async function logOut({ stack }: World, house: House): Promise<boolean> {
  await setKnob(stack.sandbox, { house, kind: 'log-out' })
  return true
}
