/**
 * Owns what outlives the sandbox's process: bets, customers, sessions and matches, in one SQLite file.
 *
 * 1. What a call has kept is on the disk when the call returns: a house that is killed after its answer still has the bet.
 * 2. What belongs together is kept together or not at all.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { match, type House, type Match } from '../market/match.ts'
import { bet, type Bet } from './bet.ts'

const VERSION = 1
const TABLES = `
  CREATE TABLE bet (position INTEGER PRIMARY KEY, reference TEXT UNIQUE NOT NULL, bet TEXT NOT NULL);
  CREATE TABLE customer (house TEXT, user TEXT, initial_minor INTEGER NOT NULL, PRIMARY KEY (house, user));
  CREATE TABLE session (token TEXT PRIMARY KEY, house TEXT NOT NULL, user TEXT NOT NULL);
  CREATE TABLE match (number INTEGER PRIMARY KEY, match TEXT NOT NULL, is_over INTEGER NOT NULL DEFAULT 0);
  PRAGMA user_version = ${VERSION};
`

export interface Customer {
  readonly house: House
  readonly user: string
  /** The balance before the first bet. */
  readonly initialMinor: number
}

export interface KeptSession {
  readonly house: House
  readonly token: string
  readonly user: string
}

export interface BookFile {
  /** In the order in which they came in. */
  readonly bets: () => readonly Bet[]
  readonly customers: (house: House) => readonly Customer[]
  readonly sessions: (house: House) => readonly KeptSession[]
  /** Those that are not over. */
  readonly matches: () => readonly Match[]
  /** Of all matches that were ever listed; 0: none was. */
  readonly lastMatchNumber: () => number
  readonly keepBet: (bet: Bet) => void
  readonly keepCustomer: (customer: Customer) => void
  readonly keepSession: (session: KeptSession) => void
  readonly endSession: (token: string) => void
  readonly endSessions: (house: House) => void
  readonly keepMatch: (match: Match) => void
  readonly endMatch: (number: number) => void
  /** All that `act` keeps is kept, or nothing of it. */
  readonly together: <T>(act: () => T) => T
  readonly close: () => void
}

/** The file cannot be read as the bookmakers' books. */
class BooksUnreadable extends Error {
  override readonly name = 'BooksUnreadable'
}

/** Opens the books, made if missing. @param path null: in memory, gone with the process. Throws BooksUnreadable. */
export function openBookFile(path: string | null): BookFile {
  if (path !== null) mkdirSync(dirname(path), { recursive: true })
  const isNew = path === null || !existsSync(path)
  try {
    const database = new DatabaseSync(path ?? ':memory:')
    // A commit waits for the disk, as the ledger's does.
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000',
    )
    const version = readVersion(database)
    if (isNew || version === 0) database.exec(`BEGIN; ${TABLES} COMMIT`)
    else if (version !== VERSION)
      throw new Error(`its version is ${version}, this program's ${VERSION}`)
    return createBookFile(database)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BooksUnreadable(
      `The bookmakers' books in ${path} cannot be read: ${why}. Put back a copy of the file, or start afresh: npm start -- --fresh`,
      { cause },
    )
  }
}

function readVersion(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get()
  return z.object({ user_version: z.number() }).parse(row).user_version
}

function createBookFile(database: DatabaseSync): BookFile {
  return {
    ...readKept(database),
    ...createKeeping(database),
    close: () => void (database.isOpen && database.close()),
  }
}

type Reading = Pick<BookFile, 'bets' | 'customers' | 'sessions' | 'matches' | 'lastMatchNumber'>

const documents = z.array(z.object({ document: z.string() }))
const customers = z.array(
  z.object({ house: z.enum(['north', 'south']), user: z.string(), initialMinor: z.number() }),
)
const sessions = z.array(
  z.object({ house: z.enum(['north', 'south']), token: z.string(), user: z.string() }),
)

function readKept(database: DatabaseSync): Reading {
  const list = (sql: string, ...values: string[]): unknown => database.prepare(sql).all(...values)
  const read = (sql: string): unknown[] =>
    documents.parse(list(sql)).map(({ document }) => JSON.parse(document))
  return {
    bets: () => z.array(bet).parse(read('SELECT bet AS document FROM bet ORDER BY position')),
    matches: () =>
      z
        .array(match)
        .parse(read('SELECT match AS document FROM match WHERE NOT is_over ORDER BY number')),
    customers: (house) =>
      customers.parse(
        list(
          'SELECT house, user, initial_minor AS initialMinor FROM customer WHERE house = ?',
          house,
        ),
      ),
    sessions: (house) =>
      sessions.parse(list('SELECT house, token, user FROM session WHERE house = ?', house)),
    lastMatchNumber: () =>
      z
        .object({ last: z.number() })
        .parse(database.prepare('SELECT coalesce(max(number), 0) AS last FROM match').get()).last,
  }
}

type Keeping = Omit<BookFile, keyof Reading | 'close'>

function createKeeping(database: DatabaseSync): Keeping {
  const statement = (sql: string) => database.prepare(sql)
  const bets = statement(
    'INSERT INTO bet (reference, bet) VALUES (?, ?) ON CONFLICT (reference) DO UPDATE SET bet = excluded.bet',
  )
  const sql = {
    customer: statement('INSERT INTO customer (house, user, initial_minor) VALUES (?, ?, ?)'),
    session: statement('INSERT INTO session (house, token, user) VALUES (?, ?, ?)'),
    endSession: statement('DELETE FROM session WHERE token = ?'),
    endSessions: statement('DELETE FROM session WHERE house = ?'),
    match: statement('INSERT INTO match (number, match) VALUES (?, ?)'),
    endMatch: statement('UPDATE match SET is_over = 1 WHERE number = ?'),
  }
  return {
    keepBet: (kept) => void bets.run(kept.reference, JSON.stringify(kept)),
    keepCustomer: ({ house, user, initialMinor }) =>
      void sql.customer.run(house, user, initialMinor),
    keepSession: ({ house, token, user }) => void sql.session.run(house, token, user),
    endSession: (token) => void sql.endSession.run(token),
    endSessions: (house) => void sql.endSessions.run(house),
    keepMatch: (kept) => void sql.match.run(kept.number, JSON.stringify(kept)),
    endMatch: (number) => void sql.endMatch.run(number),
    together: (act) => keepTogether(database, act),
  }
}

/** Inside another one it belongs to that. */
function keepTogether<T>(database: DatabaseSync, act: () => T): T {
  if (database.isTransaction) return act()
  database.exec('BEGIN IMMEDIATE')
  try {
    const done = act()
    database.exec('COMMIT')
    return done
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
