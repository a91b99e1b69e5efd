import type { ProviderContract } from '../contract/contract.ts'
import { compileUrlPattern } from '../url-pattern.ts'

/** Recognises the requests by which the page asks for the outcome of one PENDING bet. */
export function compileFollow(
  follow: ProviderContract['receipt']['follow'],
  isOwn: (url: string) => boolean,
): (method: string, url: string, ticket: string | null) => boolean {
  if (follow === undefined) return () => false
  const { ticketParameter } = follow
  const matches = compileUrlPattern(follow.url, isOwn)
  return (method, url, ticket) => {
    if (method.toUpperCase() !== follow.method || !matches(url)) return false
    if (ticketParameter === undefined) return true
    const carried = URL.parse(url)?.searchParams.getAll(ticketParameter) ?? []
    return ticket !== null && carried.length === 1 && carried[0] === ticket
  }
}
