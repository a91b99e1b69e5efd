import type { BrowserStatus } from '@surefoot/shared/messages'
import { hashSecret, isSameHash } from './auth/secret.ts'

/** The live browser whose extension holds this token. The token names the account: its bearer cannot choose one. */
export function findBrowser(
  token: string,
  browsers: readonly BrowserStatus[],
): BrowserStatus | null {
  const hash = hashSecret(token)
  return browsers.find(({ isUp, markTokenHash }) => isUp && isSameHash(hash, markTokenHash)) ?? null
}
