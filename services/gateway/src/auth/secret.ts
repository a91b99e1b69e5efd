import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, safe in an address. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256 in hex: what is kept and compared instead of a secret. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Compare two hashes in a time that does not tell how much of them is equal. */
export function isSameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
