import { Prisma } from '../generated/client.ts'

type Transaction = Prisma.TransactionClient

export interface Link {
  /** `what.happened`. */
  readonly kind: string
  readonly executionId: string | null
  readonly details: Record<string, unknown>
}

/** Of the transactions under way, what is to be told in their commit. */
const untold = new WeakMap<Transaction, Link[]>()

/**
 * Appends a link to the audit chain, in the commit of what it records. The chain is one for all desks, so whoever appends keeps
 * all others from their commits: Postgres does it within the commit, whatever the transaction does after this.
 */
export async function appendLink(tx: Transaction, link: Link): Promise<void> {
  const links = untold.get(tx)
  if (links === undefined) await writeLinks(tx, [link])
  else links.push(link)
}

/** Acts, then has all its links appended with one statement, however many there are. */
export async function withLinksLast<T>(tx: Transaction, act: () => Promise<T>): Promise<T> {
  const links: Link[] = []
  untold.set(tx, links)
  const result = await act()
  if (links.length > 0) await writeLinks(tx, links)
  return result
}

/**
 * The beginning of a statement that writes, and appends the link that says so: common table expressions, such as
 * `armed AS (UPDATE … RETURNING …)`. What the statement answers is the caller's, such as `SELECT * FROM armed`.
 */
export function withLink(writes: Prisma.Sql, link: Link): Prisma.Sql {
  return Prisma.sql`WITH ${writes}, linked AS (${insertLinks([link])})`
}

async function writeLinks(tx: Transaction, links: readonly Link[]): Promise<void> {
  await tx.$executeRaw`${insertLinks(links)}`
}

function insertLinks(links: readonly Link[]): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "links_to_append" ("kind", "executionId", "details")
    SELECT link->>'kind', (link->>'executionId')::uuid, link->'details'
    FROM jsonb_array_elements(${JSON.stringify(links)}::jsonb) WITH ORDINALITY AS told (link, place)
    ORDER BY place`
}
