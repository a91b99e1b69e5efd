import { parseArgs } from 'node:util'
import { readNames } from './dev/read-names.ts'
import type { Process } from './processes.ts'
import { DEFAULT_PORT, PORTS_OF_A_STACK } from './ports/plan-ports.ts'

export interface Arguments {
  /** The person does everything: no pilot. */
  readonly isManual: boolean
  /** End by itself after this many seconds of running. */
  readonly forSeconds: number | null
  /** Write the report as JSON here too. */
  readonly reportFile: string | null
  /** How many instances of each service. */
  readonly replicas: number
  /** Where the stack's ports begin; null: any free ones, for tests. */
  readonly port: number | null
  /** Remove what earlier runs have kept. */
  readonly isFresh: boolean
  /** What a person starts instead, such as in a debugger. */
  readonly without: readonly Process['name'][]
}

export type ArgumentsReading =
  | { readonly ok: true; readonly arguments: Arguments }
  | { readonly ok: false; readonly message: string }

/** Each is seven processes of this machine. */
const MAX_REPLICAS = 4
const MIN_PORT = 1024
const MAX_PORT = 65_535 - PORTS_OF_A_STACK

const USAGE = `npm start                                    run, with a pilot at the sandbox, until Ctrl-C
npm start -- --manual                        run, and do the human's part yourself
npm start -- --for SECONDS [--report FILE]   trade that long, compare ledger and books, exit 1 on any difference
npm start -- --port N                        listen from port N on (${DEFAULT_PORT})
npm start -- --fresh                         remove the ledger, the bookmakers' books and the profiles first
npm start -- --replicas N                    N instances of each service
npm run dev -- --without NAME                run all but a service, and print how you start that one yourself`

/** Read the command line of \`npm start\`. */
export function readArguments(argv: readonly string[]): ArgumentsReading {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        manual: { type: 'boolean', default: false },
        for: { type: 'string' },
        report: { type: 'string' },
        replicas: { type: 'string', default: '1' },
        port: { type: 'string', default: String(DEFAULT_PORT) },
        fresh: { type: 'boolean', default: false },
        without: { type: 'string', multiple: true, default: [] },
      },
    })
    const forSeconds = values.for === undefined ? null : Number(values.for)
    if (forSeconds !== null && !(Number.isInteger(forSeconds) && forSeconds > 0))
      return wrong('--for takes a whole number of seconds, such as --for 90')
    if (values.manual && forSeconds !== null)
      return wrong('--for needs the pilot: leave --manual out')
    const replicas = readWhole(values.replicas, [1, MAX_REPLICAS])
    if (replicas === null) return wrong(`--replicas takes a whole number from 1 to ${MAX_REPLICAS}`)
    const port = readWhole(values.port, [MIN_PORT, MAX_PORT])
    if (port === null)
      return wrong(
        `--port takes a whole number from ${MIN_PORT} to ${MAX_PORT}, such as --port 7400`,
      )
    const names = readNames(values.without)
    if (!names.ok) return wrong(names.message)
    const { names: without } = names
    if (without.length > 0 && forSeconds !== null)
      return wrong('--for compares a whole stack: leave --without out')
    const reportFile = values.report ?? null
    const { manual: isManual, fresh: isFresh } = values
    const wish = { isManual, forSeconds, reportFile, replicas, port, isFresh, without }
    return { ok: true, arguments: wish }
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
}

function readWhole(text: string, [from, to]: readonly [number, number]): number | null {
  const number = Number(text)
  return /^\d+$/.test(text) && number >= from && number <= to ? number : null
}

function wrong(what: string): ArgumentsReading {
  return { ok: false, message: `${what}\n\n${USAGE}` }
}
