import { parseArgs } from 'node:util'

export interface Arguments {
  /** Where the report is written; undefined: only the summary. */
  readonly report: string | undefined
  /** A part of the names of the cases to run; empty: all. */
  readonly only: string
}

/** Read the command's arguments. Throws on one that it does not know. */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: { report: { type: 'string' }, only: { type: 'string', default: '' } },
  })
  return { report: values.report, only: values.only }
}
