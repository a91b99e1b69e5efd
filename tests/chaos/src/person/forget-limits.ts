import type { World } from '../world.ts'

/** So long a limit bounds the stakes of a run. */
const KEPT_MS = 30_000

/** A bookmaker that took less by a fault takes whole stakes again: without this a long run would come to stakes that win nothing. */
export async function forgetOldLimits({ operator }: World): Promise<void> {
  for (const { legId, since } of await operator.limits())
    if (Date.now() - Date.parse(since) > KEPT_MS) await operator.forgetLimit(legId)
}
