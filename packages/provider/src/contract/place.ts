import { z } from 'zod'
import { anyLocator, locator, reading } from './page.ts'
import { conditions, path, pointer } from './scalars.ts'

const placeStep = z.discriminatedUnion('do', [
  /** Be on this page; navigates only if the browser is elsewhere. */
  z.strictObject({ do: z.literal('goto'), path }),
  /** `ifPresent`: zero matches are no fault (emptying a slip that may be empty). */
  z.strictObject({ do: z.literal('click'), at: anyLocator, ifPresent: z.boolean().default(false) }),
  z.strictObject({ do: z.literal('fill'), at: anyLocator, with: z.enum(['stake']) }),
  /** A checkbox, such as "accept any odds". */
  z.strictObject({ do: z.literal('set'), at: anyLocator, checked: z.boolean() }),
  /** Wait until this is visible. */
  z.strictObject({ do: z.literal('assert'), at: anyLocator }),
])
export type PlaceStep = z.infer<typeof placeStep>

export const placeRule = z.strictObject({
  steps: z.array(placeStep).min(1).max(20),
  /** Read back before the permit is asked for: the slip must equal the leg. */
  slip: z.strictObject({
    selectionId: reading,
    stake: reading,
    odds: reading,
    maxStake: reading.optional(),
    /** Present and visible: the selection cannot be bet now. */
    suspended: locator.optional(),
  }),
  /** The one element whose click moves money. */
  commit: anyLocator,
  /**
   * The request that the click sends; the fence lets out the one that equals the permit. A list on the way of a
   * pointer must hold exactly one element: a request for two bets equals no permit.
   */
  endpoint: z.strictObject({
    method: z.enum(['POST', 'PUT']),
    url: path,
    encoding: z.enum(['json', 'form']),
    selectionId: pointer,
    stake: pointer,
    odds: pointer,
    /** What else must hold of the request, such as that it does not accept any odds. */
    requires: conditions.default([]),
  }),
})
export type PlaceRule = z.infer<typeof placeRule>
