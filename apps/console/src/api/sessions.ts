import { consoleSession, sessionRole } from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { request } from './request.ts'

const nothing = z.undefined()
const who = z.object({ operator: z.string(), role: sessionRole })
const session = consoleSession.extend({ isThis: z.boolean() })
export type Session = z.output<typeof session>
const ended = z.object({ ended: z.array(z.string()) })
/** `endsAt` is by this browser's clock, which need not be the ledger's. */
const madeLink = z
  .object({ url: z.url(), operator: z.string(), livesMs: z.number() })
  .transform(({ livesMs, ...link }) => ({ ...link, endsAt: Date.now() + livesMs }))
export type MadeLink = z.output<typeof madeLink>

export const openSession = (link: string) =>
  request('/api/session', nothing, { method: 'POST', body: { link } })

export const readSession = () => request('/api/session', who)

export const logOut = () => request('/api/session', nothing, { method: 'DELETE' })

export const endSession = ({ sessionId }: Pick<Session, 'sessionId'>) =>
  request(`/api/sessions/${sessionId}`, ended, { method: 'DELETE' })

/** All but the one that asks. */
export const endOtherSessions = () => request('/api/sessions', ended, { method: 'DELETE' })

/** A link for another browser; an empty name is the asker's own. */
export const makeLink = (operator: string) =>
  request('/api/links', madeLink, {
    method: 'POST',
    body: operator.trim() === '' ? {} : { operator },
  })

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => {
    const list = z.object({ sessions: z.array(session) })
    return (await request('/api/sessions', list)).sessions
  },
  // Nothing announces a login.
  refetchInterval: 5000,
})
