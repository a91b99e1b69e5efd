import type { ExecutionFilter, ExecutionStatus, HedgeFilter } from '@surefoot/shared/messages'
import type { Prisma } from '../generated/client.ts'

type Where = Prisma.ExecutionWhereInput

/** The condition that an execution fits every part of a filter. Only a filter's `text` cannot use an index. */
export function filterExecutions(filter: ExecutionFilter): Where {
  const { ids, text, provider, status, finalStatus, hedge, venue, from, before } = filter
  const parts: Where[] = []
  if (ids !== undefined) parts.push({ id: { in: ids } })
  if (text !== undefined) parts.push(...wordsOf(text).map(hasWord))
  if (provider !== undefined) parts.push({ OR: [{ providerA: provider }, { providerB: provider }] })
  if (status !== undefined) parts.push(STATUSES[status])
  if (finalStatus !== undefined) parts.push({ finalStatus })
  if (hedge !== undefined) parts.push(HEDGES[hedge])
  if (venue !== undefined) parts.push({ venue })
  if (from !== undefined) parts.push({ timestamp: { gte: new Date(from) } })
  if (before !== undefined) parts.push({ timestamp: { lt: new Date(before) } })
  return { AND: parts }
}

const STATUSES: Record<ExecutionStatus, Where> = {
  open: { closedAt: null },
  unknown: { closedAt: null, OR: [{ legAStatus: 'timeout' }, { legBStatus: 'timeout' }] },
  success: { finalStatus: 'success' },
  failed: { finalStatus: 'failed' },
}

const hasStep = (...steps: readonly string[]): Where => ({
  hedgeEvents: { some: { step: { in: [...steps] } } },
})
const HEDGES: Record<HedgeFilter, Where> = {
  none: { hedgeTriggered: false },
  any: { hedgeTriggered: true },
  covered: hasStep('covered'),
  held: hasStep('held'),
  escalated: hasStep('failed', 'escalated'),
}

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '')

function hasWord(word: string): Where {
  const contains = { contains: escapeLike(word), mode: 'insensitive' } as const
  const range = idsThatBegin(word)
  return {
    OR: [
      { home: contains },
      { away: contains },
      { matchId: contains },
      { sport: contains },
      { providerA: contains },
      { providerB: contains },
      { errorMessage: contains },
      { requestedBy: contains },
      ...(range === null ? [] : [{ id: range }]),
    ],
  }
}

/** `%` and `_` are letters of a name here, not wildcards. */
const escapeLike = (word: string): string => word.replaceAll(/[\\%_]/g, String.raw`\$&`)

const UUID = '00000000-0000-0000-0000-000000000000'

/** The range of ids that begin with a word; null for a word that no id begins with. */
function idsThatBegin(word: string): { readonly gte: string; readonly lte: string } | null {
  const digits = word.toLowerCase()
  const shape = UUID.slice(0, digits.length).replaceAll('0', '[0-9a-f]')
  if (digits.length > UUID.length || !new RegExp(`^${shape}$`).test(digits)) return null
  const rest = UUID.slice(digits.length)
  return { gte: digits + rest, lte: digits + rest.replaceAll('0', 'f') }
}
