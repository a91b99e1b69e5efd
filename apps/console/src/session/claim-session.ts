import { openSession, readSession } from '../api/commands.ts'
import { Problem } from '../api/problem.ts'
import { readLink } from './read-link.ts'

export type SessionState =
  | { readonly kind: 'open' }
  | { readonly kind: 'none'; readonly why: string | null }

/** Trade the link for a session, and see whether there is one. The link leaves the address bar in any case. */
export async function claimSession(): Promise<SessionState> {
  const link = readLink(location.hash)
  if (link !== null) history.replaceState(null, '', location.pathname + location.search)
  const why = link === null ? null : await claim(link)
  try {
    await readSession()
    return { kind: 'open' }
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return { kind: 'none', why }
    return { kind: 'none', why: error instanceof Error ? error.message : String(error) }
  }
}

async function claim(link: string): Promise<string | null> {
  try {
    await openSession(link)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
