/**
 * Owns the floor: what a permit costs where nothing of ours is in the way. The same acts as prepared SQL of one table each,
 * and the three requests that carry them as bare NATS messages between two processes, in series.
 *
 * 1. An act is two questions in one transaction: its facts under a lock, and all its writes.
 * 2. Every message and document is as large as ours.
 */
import { connect } from '@nats-io/transport-node'
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { openEcho } from './echo.ts'
import { findOpportunity } from './opportunity.ts'

export const FLOOR_PARTS = ['messages', 'open', 'arm'] as const
/** What each took, in milliseconds. */
export type Floor = Readonly<Record<(typeof FLOOR_PARTS)[number], number>>

export interface FloorRunner extends AsyncDisposable {
  readonly run: () => Promise<Floor>
}

/** Hops of a permit: to the ledger with the plan, to the executor with the leg, to the ledger for its permit. */
const REQUESTS = 3
const DEADLINE_MS = 5000
const TABLES = `
  CREATE TABLE desk (id text PRIMARY KEY, trading text NOT NULL);
  CREATE TABLE execution (id uuid PRIMARY KEY, match text NOT NULL UNIQUE, document jsonb NOT NULL);
  CREATE TABLE leg (id text PRIMARY KEY, execution uuid NOT NULL REFERENCES execution, state text NOT NULL, stake numeric NOT NULL);
  CREATE TABLE permit (nonce uuid PRIMARY KEY, leg text NOT NULL UNIQUE REFERENCES leg);
  CREATE TABLE link (id bigserial PRIMARY KEY, kind text NOT NULL, details jsonb NOT NULL);
  INSERT INTO desk VALUES ('bench', 'RUN')`

const STATEMENTS = {
  openFacts: `SELECT trading, (SELECT coalesce(sum(stake), 0) FROM leg WHERE state = 'ARMED') FROM desk WHERE id = $1 FOR SHARE`,
  openWrites: `
    WITH opened AS (INSERT INTO execution VALUES ($1, $2, $3) RETURNING id),
      planned AS (
        INSERT INTO leg SELECT id || role, id, 'AUTHORIZED', 10 FROM opened, unnest(ARRAY['-A', '-B']) AS role
      )
    INSERT INTO link (kind, details) VALUES ('execution.opened', $3)`,
  armFacts: `
    SELECT leg.state, leg.stake, desk.trading, EXISTS (SELECT FROM permit WHERE nonce = $2)
    FROM leg, desk WHERE leg.id = $1 AND desk.id = 'bench' FOR UPDATE OF leg`,
  armWrites: `
    WITH armed AS (UPDATE leg SET state = 'ARMED' WHERE id = $1 RETURNING id),
      given AS (INSERT INTO permit SELECT $2, id FROM armed)
    INSERT INTO link (kind, details) VALUES ('leg.armed', $3)`,
} as const

/** In a separate database beside the ledger's, on the same servers. */
export async function openFloor(servers: {
  readonly postgres: string
  readonly nats: string
}): Promise<FloorRunner> {
  await using stack = new AsyncDisposableStack()
  const client = stack.adopt(await openTables(servers.postgres), (open) => open.end())
  const nats = stack.adopt(await connect({ servers: servers.nats }), (open) => open.close())
  const echo = stack.use(await openEcho(servers.nats))
  const ask = (name: keyof typeof STATEMENTS, values: readonly unknown[]) =>
    client.query({ name, text: STATEMENTS[name], values: [...values] })
  const act = async (facts: () => Promise<unknown>, writes: () => Promise<unknown>) => {
    await client.query({ name: 'begin', text: 'BEGIN' })
    await facts()
    await writes()
    await client.query({ name: 'commit', text: 'COMMIT' })
  }
  const run = async (): Promise<Floor> => {
    const id = randomUUID()
    const nonce = randomUUID()
    const document = JSON.stringify(findOpportunity(id))
    const messages = await timed(async () => {
      for (let at = 0; at < REQUESTS; at += 1)
        await nats.request(echo.subject, document, { timeout: DEADLINE_MS })
    })
    const open = await timed(() =>
      act(
        () => ask('openFacts', ['bench']),
        () => ask('openWrites', [id, id, document]),
      ),
    )
    const arm = await timed(() =>
      act(
        () => ask('armFacts', [`${id}-A`, nonce]),
        () => ask('armWrites', [`${id}-A`, nonce, document]),
      ),
    )
    await client.query(`UPDATE leg SET state = 'ACCEPTED' WHERE execution = $1`, [id])
    return { messages, open, arm }
  }
  const owned = stack.move()
  return { run, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function openTables(url: string): Promise<Client> {
  const name = `floor_${randomUUID().slice(0, 8)}`
  const owner = new Client({ connectionString: url })
  await owner.connect()
  await owner.query(`CREATE DATABASE ${name}`)
  await owner.end()
  const client = new Client({
    connectionString: Object.assign(new URL(url), { pathname: name }).href,
  })
  await client.connect()
  await client.query(TABLES)
  return client
}

async function timed(step: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await step()
  return performance.now() - before
}
