import { z } from 'zod'
import { anyLocator, locator, reading } from './page.ts'
import { conditions, path } from './scalars.ts'
import { valueAt, valueWords } from './value.ts'

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

/** The request that the click sends, where it can be read: the fence lets out the one that equals the permit. */
const endpoint = z.strictObject({
  method: z.enum(['POST', 'PUT']),
  url: path,
  encoding: z.enum(['json', 'form']),
  /** A list on the way of a pointer must hold exactly one element: a request for two bets equals no permit. */
  selectionId: valueAt,
  stake: valueAt,
  odds: valueAt,
  /** What else must hold of the request, such as that it does not accept any odds. */
  requires: conditions.default([]),
  /**
   * Where bets share their address with other requests (GraphQL, JSON-RPC): what is true of a bet. A request of which one of
   * these is known to be false is no bet, and passes; all else is a bet. Of `provider-contract/2`.
   */
  isBet: conditions.min(1).optional(),
})
export type PlaceEndpoint = z.infer<typeof endpoint>

/**
 * For a provider that places over a web socket, where no request can be read or held back: a gate in the page lets
 * one click through to the place control. Its answer is read from that socket, by the cases of `receipt`.
 */
const gate = z.strictObject({
  /** The web socket, in text frames of JSON. */
  socket: path,
  /** Which selection an answer is about: one about another selection is not ours. */
  selectionId: valueAt,
})

/**
 * A window of the browser in which the page asks before it sends the bet. It is accepted once, under the permit. Any other is
 * dismissed, and the bet refused. Of `provider-contract/2`.
 */
const dialog = z.strictObject({
  kind: z.enum(['confirm', 'alert']).default('confirm'),
  /** All of its text; `*` stands for any run of characters. */
  text: z.string().min(1).max(300),
  /** Where the text has the stake or the odds: held against the permit. */
  stake: z.strictObject(valueWords).optional(),
  odds: z.strictObject(valueWords).optional(),
})

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
  dialog: dialog.optional(),
  /** One of these, never both: what keeps one permit from becoming two bets. */
  endpoint: endpoint.optional(),
  gate: gate.optional(),
})
export type PlaceRule = z.infer<typeof placeRule>
