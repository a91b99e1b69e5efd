import { z } from 'zod/mini'

// The extension's Content-Security-Policy forbids code made from text.
z.config({ jitless: true })

/** Who this browser is, handed over by its executor once it runs. It lives as long as the browser, and pages never see it. */
export const identity = z.object({
  deskId: z.string(),
  account: z.enum(['A', 'B']),
  browserId: z.string(),
  /** On this machine: the manifest lets the service worker ask nobody else. */
  gatewayUrl: z.string().check(z.regex(/^http:\/\/127\.0\.0\.1:\d+\/?$/)),
  /** Good for marking in this browser session, and for nothing else. */
  token: z.string().check(z.minLength(1)),
})
export type Identity = z.infer<typeof identity>

/** Null in a browser that no executor has opened. */
export async function readIdentity(): Promise<Identity | null> {
  const stored = await chrome.storage.session.get(Object.keys(identity.shape))
  const reading = identity.safeParse(stored)
  return reading.success ? reading.data : null
}
