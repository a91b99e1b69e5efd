/**
 * `contract:check FILE [--json]`: what a contract gives on its recorded frames, and why each other row gives no quote.
 * Exits 0 where an import would take it, 1 where it has faults, 2 where there is no document to read.
 */
import { cleanForTerminal } from '@surefoot/shared/messages'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { examineContract } from './import/examine-contract.ts'
import { printExamination } from './import/print-examination.ts'

const USAGE = 'contract:check FILE [--json]: FILE is a contract, as the console exports it'

function readAsked(): { file: string; isJson: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new Error(USAGE)
  return { file, isJson: values.json }
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.map(cleanForTerminal).join('\n')}\n`)
}

/** As ASCII: what a terminal obeys or hides is written by its code, and nothing is lost. */
function printJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function checkFile(): 0 | 1 {
  const { file, isJson } = readAsked()
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const examination = examineContract(document)
  const { faults, fixtures } = examination
  const isGood = faults.length === 0
  print(isJson ? [printJson({ ok: isGood, faults, fixtures })] : printExamination(examination))
  return isGood ? 0 : 1
}

try {
  process.exitCode = checkFile()
} catch (error) {
  process.stderr.write(
    `${cleanForTerminal(`Nothing was checked. ${error instanceof Error ? error.message : String(error)}`)}\n`,
  )
  process.exitCode = 2
}
