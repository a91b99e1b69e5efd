import { z } from 'zod'
import type { Reader } from '../database/open-database.ts'

/** A link that the chain is sound up to. */
export interface ChainPoint {
  readonly sequence: number
  readonly hash: string
}

/** Before the first link. */
export const START: ChainPoint = { sequence: 0, hash: '0'.repeat(64) }

export interface ChainVerdict {
  /** The last link that follows from all before it. */
  readonly end: ChainPoint
  /** The first number whose link is missing or does not follow; null: the chain is intact. */
  readonly brokenAt: number | null
}

/** A tenth of a second of work, far from the time limit of a statement. */
const PAGE_SIZE = 20_000

/**
 * Recomputes every hash after `from`: each link's own, that it names the one before, and that no number is missing. The
 * link at `from` is looked up too, so that an end that was cut off is seen.
 */
export async function verifyChain(
  reader: Reader,
  from = START,
  pageSize = PAGE_SIZE,
): Promise<ChainVerdict> {
  if (!(await isThere(reader, from))) return { end: from, brokenAt: from.sequence }
  const last = await readLength(reader)
  let end = from
  while (end.sequence < last) {
    const page = await verifyPage(reader, end, pageSize)
    if (page.brokenAt !== null) return page
    end = page.end
  }
  return { end, brokenAt: null }
}

const points = z.array(z.object({ sequence: z.number(), hash: z.string() }))

async function isThere(reader: Reader, { sequence, hash }: ChainPoint): Promise<boolean> {
  return sequence === 0 || (await reader.auditLink.count({ where: { sequence, hash } })) === 1
}

/** The number of the last link, which is how many there are in an intact chain. */
export async function readLength(reader: Reader): Promise<number> {
  const { _max } = await reader.auditLink.aggregate({ _max: { sequence: true } })
  return _max.sequence ?? 0
}

const verdicts = z.tuple([z.object({ firstUnsound: z.number().nullable() })])

async function verifyPage(
  reader: Reader,
  from: ChainPoint,
  pageSize: number,
): Promise<ChainVerdict> {
  const to = from.sequence + pageSize
  const found = await reader.$queryRaw`
    SELECT min("sequence") FILTER (WHERE NOT "isSound") AS "firstUnsound"
    FROM (
      SELECT link."sequence", link."hash" = audit_link_hash(link)
        AND link."previousHash" = lag(link."hash", 1, ${from.hash}) OVER byNumber
        AND link."sequence" = ${from.sequence} + row_number() OVER byNumber AS "isSound"
      FROM "audit_chain" link
      WHERE link."sequence" > ${from.sequence} AND link."sequence" <= ${to}
      WINDOW byNumber AS (ORDER BY link."sequence")
    ) links`
  const [{ firstUnsound }] = verdicts.parse(found)
  const [end = from] = points.parse(
    await reader.$queryRaw`
      SELECT "sequence", "hash" FROM "audit_chain"
      WHERE "sequence" > ${from.sequence} AND "sequence" < ${firstUnsound ?? to + 1}
      ORDER BY "sequence" DESC LIMIT 1`,
  )
  // Without progress a whole page is missing, because there are later links.
  const isBroken = firstUnsound !== null || end === from
  return { end, brokenAt: isBroken ? end.sequence + 1 : null }
}
