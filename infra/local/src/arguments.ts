import { parseArgs } from 'node:util'

export interface Arguments {
  /** The person does everything: no pilot. */
  readonly isManual: boolean
  /** End by itself after this many seconds of running, with a summary. */
  readonly forSeconds: number | null
  /** Write the summary as JSON here. */
  readonly reportFile: string | null
  /** How many instances of each service. */
  readonly replicas: number
}

export type ArgumentsReading =
  | { readonly ok: true; readonly arguments: Arguments }
  | { readonly ok: false; readonly message: string }

/** Each is seven processes of this machine. */
const MOST_REPLICAS = 4

const USAGE = `npm start                                    run, with a pilot at the sandbox, until Ctrl-C
npm start -- --manual                        run, and do the human's part yourself
npm start -- --for SECONDS [--report FILE]   run that long, compare ledger and books, exit 1 on any difference
npm start -- --replicas N                    so many instances of each service`

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
      },
    })
    const forSeconds = values.for === undefined ? null : Number(values.for)
    if (forSeconds !== null && !(Number.isInteger(forSeconds) && forSeconds > 0))
      return wrong('--for takes a whole number of seconds, such as --for 90')
    if (values.report !== undefined && forSeconds === null)
      return wrong('--report goes with --for: a run without an end has no summary')
    if (values.manual && forSeconds !== null)
      return wrong('--for needs the pilot: leave --manual out')
    const replicas = Number(values.replicas)
    if (!(Number.isInteger(replicas) && replicas >= 1 && replicas <= MOST_REPLICAS))
      return wrong(`--replicas takes a whole number from 1 to ${MOST_REPLICAS}`)
    const reportFile = values.report ?? null
    return { ok: true, arguments: { isManual: values.manual, forSeconds, reportFile, replicas } }
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
}

function wrong(what: string): ArgumentsReading {
  return { ok: false, message: `${what}\n\n${USAGE}` }
}
