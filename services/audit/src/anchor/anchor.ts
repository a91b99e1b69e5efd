/**
 * An anchor is the head of the audit chain at an instant, signed with Ed25519. It is kept outside of the database, so that who
 * may change the database, even its superuser, cannot make another chain that agrees with it.
 */
import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { z } from 'zod'

export const anchorSchema = z.object({
  sequence: z.number().int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** By the clock of who anchored it: for the reader, nothing is compared with it. */
  at: z.iso.datetime(),
  signature: z.base64(),
})
export type Anchor = z.output<typeof anchorSchema>

/** The first line keeps the signature from being one of anything else. */
function textOf({ sequence, hash, at }: Omit<Anchor, 'signature'>): Buffer {
  return Buffer.from(`surefoot audit chain\n${sequence}\n${hash}\n${at}`)
}

export function signAnchor(head: Omit<Anchor, 'signature'>, key: KeyObject): Anchor {
  return { ...head, signature: sign(null, textOf(head), key).toString('base64') }
}

export function isSigned(anchor: Anchor, key: KeyObject): boolean {
  return verify(null, textOf(anchor), key, Buffer.from(anchor.signature, 'base64'))
}

/** Of a private or a public key in PEM; undefined if it is no Ed25519 key. */
export function readPublicKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}
