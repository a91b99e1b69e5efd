import { report, type Report } from '@surefoot/local'
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Play } from './arguments.ts'
import type { BareMachine } from './bare-machine.ts'
import { lastLines, run } from './run.ts'

/** Dependencies, packages, a build and the stop, on a slow machine; twice where a killed start goes before. */
const SETUP_MS = 900_000
const LOG_LINES = 40

export interface Played {
  readonly faults: readonly string[]
  /** For the terminal. */
  readonly summary: string
}

/** Plays one start on the machine; `resultsDir` gets its log and report. */
export async function playStart(
  machine: BareMachine,
  play: Play,
  { seconds, resultsDir }: { seconds: number; resultsDir: string },
): Promise<Played> {
  const startedAt = performance.now()
  const out = '/var/tmp'
  const [reportFile, logFile] = [`${out}/${play}.json`, `${out}/${play}.log`]
  await copyFile(join(import.meta.dirname, 'play.sh'), join(machine.root, out, 'play.sh'))
  await rm(join(machine.root, reportFile), { force: true })
  const inside = `cd "$1" && shift && exec sh "$@"`
  const script = [machine.checkout, `${out}/play.sh`, play, String(seconds), reportFile, logFile]
  const namespaces = ['--mount', '--pid', '--fork', '--kill-child', '--propagation', 'private']
  const enter = [join(import.meta.dirname, 'enter-machine.sh'), machine.root, machine.user]
  const { code, output } = await run(
    'unshare',
    [...namespaces, 'bash', ...enter, 'sh', '-c', inside, 'sh', ...script],
    { timeoutMs: SETUP_MS + seconds * 1000 },
  )
  await mkdir(resultsDir, { recursive: true })
  const log = await keep(join(machine.root, logFile), join(resultsDir, `${play}.log`))
  const written = await keep(join(machine.root, reportFile), join(resultsDir, `${play}.json`))
  const took = `${Math.round((performance.now() - startedAt) / 1000)} s`
  const result = readReport(written)
  const faults = judge(code, result)
  if (faults.length === 0 && result) return { faults, summary: `${took}, ${summarise(result)}` }
  return { faults, summary: `${took}\n${lastLines(output + log, LOG_LINES)}` }
}

async function keep(from: string, to: string): Promise<string> {
  await copyFile(from, to).catch(() => undefined)
  return readFile(from, 'utf8').catch(() => '')
}

function readReport(text: string): Report | undefined {
  return text === '' ? undefined : report.parse(JSON.parse(text))
}

/** Why a play failed; empty: it passed. */
export function judge(code: number | null, result: Report | undefined): string[] {
  return [
    ...(code === 0
      ? []
      : [code === null ? 'it did not end in time' : `it ended with code ${code}`]),
    ...(result === undefined ? ['it wrote no report'] : []),
    ...(result?.differences ?? []).map(({ kind, details }) => `difference: ${kind}, ${details}`),
    ...(result?.faults ?? []),
    ...(result?.executions === 0 ? ['it placed nothing'] : []),
  ]
}

function summarise({ executions, bets, differences, sources }: Report): string {
  return `${executions} executions, ${bets?.books ?? 'not known how many'} bets in the books, ${differences.length} differences; ${sources.join('; ')}`
}
