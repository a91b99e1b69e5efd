import { METRICS } from '@surefoot/shared'
import type { Ports } from './ports.ts'

const LOGGED = 20

/**
 * Bring what Redis counts of a desk to the ledger's sums. A difference is no alarm: a process may have died between its commit and
 * Redis, Redis may have lost what it was given. Throws when the ledger or Redis is away.
 */
export async function healExposure(
  { exposure, logger }: Pick<Ports, 'exposure' | 'logger'>,
  deskId: string,
): Promise<void> {
  const differences = await exposure.heal(deskId)
  if (differences.length === 0) return
  METRICS.exposureRebuilt.add({})
  const seen = { deskId, differences: differences.slice(0, LOGGED) }
  logger.info(seen, 'Redis counted other stakes than the ledger; the counts were rebuilt from it')
}
