import { parseArgs } from 'node:util'

export interface Arguments {
  /** The person does everything: no pilot. */
  readonly isManual: boolean
  /** End by itself after this many seconds of running, with a summary. */
  readonly forSeconds: number | null
  /** Write the summary as JSON here. */
  readonly reportFile: string | null
}

export type ArgumentsReading =
  | { readonly ok: true; readonly arguments: Arguments }
  | { readonly ok: false; readonly message: string }

const USAGE = `npm start                                    run, with a pilot at the sandbox, until Ctrl-C
npm start -- --manual                        run, and do the human's part yourself
npm start -- --for SECONDS [--report FILE]   run that long, compare ledger and books, exit 1 on any difference`

/** Read the command line of \`npm start\`. */
export function readArguments(argv: readonly string[]): ArgumentsReading {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        manual: { type: 'boolean', default: false },
        for: { type: 'string' },
        report: { type: 'string' },
      },
    })
    const forSeconds = values.for === undefined ? null : Number(values.for)
    if (forSeconds !== null && !(Number.isInteger(forSeconds) && forSeconds > 0))
      return wrong('--for takes a whole number of seconds, such as --for 90')
    if (values.report !== undefined && forSeconds === null)
      return wrong('--report goes with --for: a run without an end has no summary')
    if (values.manual && forSeconds !== null)
      return wrong('--for needs the pilot: leave --manual out')
    const reportFile = values.report ?? null
    return { ok: true, arguments: { isManual: values.manual, forSeconds, reportFile } }
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
}

function wrong(what: string): ArgumentsReading {
  return { ok: false, message: `${what}\n\n${USAGE}` }
}
