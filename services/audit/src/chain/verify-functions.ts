import { z } from 'zod'
import type { Reader } from '../database/open-database.ts'
import { readMigrations } from '../database/read-migrations.ts'
import type { Disagreement } from './verify-records.ts'

const FUNCTION = /CREATE (?:OR REPLACE )?FUNCTION (\w+)\s*\([\s\S]*?AS \$\$([\s\S]*?)\$\$/g
const TRIGGER = /CREATE (?:CONSTRAINT )?TRIGGER (\w+)/g

const functions = z.array(z.object({ name: z.string(), body: z.string() }))
const triggers = z.array(z.object({ name: z.string(), isOn: z.boolean() }))

/**
 * Compares the functions and triggers of the ledger with those that the migrations make: one that was replaced, removed or
 * switched off would write other links than it should, or none.
 */
export async function verifyFunctions(reader: Reader): Promise<Disagreement[]> {
  const scripts = (await readMigrations()).map(({ script }) => script).join('\n')
  return [
    ...findReplaced(scripts, functions.parse(await readFunctions(reader))),
    ...findSwitched(scripts, triggers.parse(await readTriggers(reader))),
  ]
}

function readFunctions(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    SELECT proname::text AS "name", prosrc AS "body" FROM pg_proc WHERE pronamespace = 'public'::regnamespace`
}

function readTriggers(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    SELECT tgname::text AS "name", tgenabled IN ('O', 'A') AS "isOn"
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace`
}

function findReplaced(scripts: string, found: z.output<typeof functions>): Disagreement[] {
  // A later migration may replace a function of an earlier one.
  const made = new Map([...scripts.matchAll(FUNCTION)].map(([, name = '', body]) => [name, body]))
  return [...made].flatMap(([name, body]) => {
    const bodies = found.filter((each) => each.name === name)
    if (bodies.length === 1 && bodies[0]?.body === body) return []
    const message = bodies.length === 0 ? 'it is gone' : 'it is not what the migrations make'
    return [{ subject: `function ${name}`, place: 'pg_proc', message }]
  })
}

function findSwitched(scripts: string, found: z.output<typeof triggers>): Disagreement[] {
  const made = new Set([...scripts.matchAll(TRIGGER)].map(([, name = '']) => name))
  const isOn = new Map(found.map(({ name, isOn: is }) => [name, is]))
  const lacking = [...made].filter((name) => isOn.get(name) !== true)
  const foreign = found.filter(({ name }) => !made.has(name))
  return [
    ...lacking.map((name) => ({ name, message: 'it is gone or switched off' })),
    ...foreign.map(({ name }) => ({ name, message: 'no migration makes it' })),
  ].map(({ name, message }) => ({ subject: `trigger ${name}`, place: 'pg_trigger', message }))
}
