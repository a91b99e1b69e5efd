import { z } from 'zod/mini'

/** What the popup asks its service worker. */
export const popupQuestion = z.object({ ask: z.enum(['status', 'mark']) })
export type PopupQuestion = z.infer<typeof popupQuestion>

const unreachable = z.object({ ok: z.literal(false), message: z.string() })

/** How the account stands, by the gateway. */
export const accountStatus = z.object({
  state: z.string(),
  providerId: z.nullable(z.string()),
  streamAgeMs: z.nullable(z.number()),
})

export const popupStatus = z.discriminatedUnion('isPaired', [
  z.object({ isPaired: z.literal(false) }),
  z.object({
    isPaired: z.literal(true),
    deskId: z.string(),
    account: z.enum(['A', 'B']),
    /** Origin of the page that would be marked. */
    page: z.nullable(z.string()),
    gateway: z.union([z.extend(accountStatus, { ok: z.literal(true) }), unreachable]),
  }),
])
export type PopupStatus = z.infer<typeof popupStatus>

/** What the gateway says to a mark. */
export const marked = z.object({ providerId: z.string(), contractVersion: z.number() })

export const markResult = z.union([z.extend(marked, { ok: z.literal(true) }), unreachable])
export type MarkResult = z.infer<typeof markResult>
