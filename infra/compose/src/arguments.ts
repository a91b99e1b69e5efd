import { parseArgs } from 'node:util'

export interface Arguments {
  readonly forSeconds: number
  /** Write the summary as JSON here. */
  readonly reportFile: string | null
}

export type ArgumentsReading =
  | { readonly ok: true; readonly arguments: Arguments }
  | { readonly ok: false; readonly message: string }

const USAGE = `npm run compose:smoke -- [--for SECONDS] [--report FILE]

Start the whole composition with its bookmakers, trade that long (90), compare ledger and books, take it away again.`

/** Read the command line. */
export function readArguments(argv: readonly string[]): ArgumentsReading {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { for: { type: 'string', default: '90' }, report: { type: 'string' } },
    })
    const forSeconds = Number(values.for)
    if (!Number.isInteger(forSeconds) || forSeconds <= 0)
      return { ok: false, message: `--for takes a whole number of seconds\n\n${USAGE}` }
    return { ok: true, arguments: { forSeconds, reportFile: values.report ?? null } }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, message: `${message}\n\n${USAGE}` }
  }
}
