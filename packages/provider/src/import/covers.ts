import { compileWildcards } from '../url-pattern.ts'

/**
 * Whether a pattern of an address meets all that another one meets. A star of the other one is met by stars only, since
 * it is no character of an address that a pattern could name.
 */
export function coversPattern(wide: string, narrow: string): boolean {
  const [path = '', ...query] = narrow.split('?')
  if (!wide.includes('?')) return compileWildcards(wide)(path)
  return query.length > 0 && compileWildcards(wide)(narrow)
}
