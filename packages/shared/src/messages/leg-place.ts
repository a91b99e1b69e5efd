import { z } from 'zod'
import { defineRequest } from './define.ts'
import { legPlan, legState, receipt } from './leg.ts'

/**
 * Submit the leg once, with a permit that the executor asks of the ledger.
 * A refusal means that nothing left: no permit was used. Everything after the permit is a state.
 * No reply means that a submit may have happened.
 */
export const legPlace = defineRequest(
  'leg.place',
  'account',
  legPlan,
  z.object({ state: legState, receipt }),
)
