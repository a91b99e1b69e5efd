import { createHash } from 'node:crypto'
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

/** Some megabytes, and far from the time limit of a statement. */
const PAGE_SIZE = 2000

/**
 * Recomputes every hash after `from`: each link's own, that it names the one before, and that no number is missing. The
 * link at `from` is read too, so that an end that was cut off is seen. The hashes are computed here, with nothing of the
 * database but the columns: whoever replaced its function would otherwise be the judge of what they changed.
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

async function isThere(reader: Reader, { sequence, hash }: ChainPoint): Promise<boolean> {
  return sequence === 0 || (await reader.auditLink.count({ where: { sequence, hash } })) === 1
}

/** The number of the last link, which is how many there are in an intact chain. */
export async function readLength(reader: Reader): Promise<number> {
  const { _max } = await reader.auditLink.aggregate({ _max: { sequence: true } })
  return _max.sequence ?? 0
}

const links = z.array(
  z.object({
    sequence: z.number(),
    at: z.string(),
    kind: z.string(),
    executionId: z.string().nullable(),
    details: z.string(),
    previousHash: z.string(),
    hash: z.string(),
  }),
)
type Link = z.output<typeof links>[number]

/** What the hash of a link covers: every other column of it, a line each, as it is written since the first version. */
function hashOf({ sequence, at, kind, executionId, details, previousHash }: Link): string {
  const lines = [sequence, at, kind, executionId ?? '-', details, previousHash]
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

async function verifyPage(
  reader: Reader,
  from: ChainPoint,
  pageSize: number,
): Promise<ChainVerdict> {
  const found = links.parse(
    await reader.$queryRaw`
      SELECT "sequence", to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "at",
        "kind", "executionId"::text, "details"::text, "previousHash", "hash"
      FROM "audit_chain"
      WHERE "sequence" > ${from.sequence} AND "sequence" <= ${from.sequence + pageSize}
      ORDER BY "sequence"`,
  )
  let end = from
  for (const link of found) {
    const isNext = link.sequence === end.sequence + 1 && link.previousHash === end.hash
    if (!isNext || link.hash !== hashOf(link)) return { end, brokenAt: end.sequence + 1 }
    end = { sequence: link.sequence, hash: link.hash }
  }
  // Without progress a whole page is missing, because there are later links.
  return { end, brokenAt: end === from ? from.sequence + 1 : null }
}
