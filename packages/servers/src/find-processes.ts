import { readdir, readFile } from 'node:fs/promises'

export interface FoundProcess {
  readonly pid: number
  /** The process that started it, or the one that inherited it. */
  readonly parent: number
  /** Its command line, at most 120 characters. */
  readonly command: string
}

/**
 * What the caller looks for: a process that carries this variable in its environment, one that this process started, or
 * one of these. A process that ends has lost its environment while its files and sockets are still open.
 */
export type Wanted =
  | { readonly variable: string; readonly value: string }
  | { readonly startedBy: number }
  | { readonly pids: readonly number[] }

const COMMAND_LENGTH = 120

/** The running processes that are wanted, never this one. None on a system without `/proc`: there nothing can be found. */
export async function findProcesses(wanted: Wanted): Promise<FoundProcess[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(pids.map((pid) => readProcess(pid, wanted)))
  return found.filter((one) => one !== null)
}

async function readProcess(pid: string, wanted: Wanted): Promise<FoundProcess | null> {
  if (Number(pid) === process.pid) return null
  const state = readState(await readText(pid, 'stat'))
  // A zombie has ended; its parent has only not asked how.
  if (state === null || state.letter === 'Z') return null
  if (!(await isWanted(pid, state.parent, wanted))) return null
  const command = (await readText(pid, 'cmdline')).replaceAll('\0', ' ').slice(0, COMMAND_LENGTH)
  return { pid: Number(pid), parent: state.parent, command: command.trim() }
}

async function isWanted(pid: string, parent: number, wanted: Wanted): Promise<boolean> {
  if ('pids' in wanted) return wanted.pids.includes(Number(pid))
  if ('startedBy' in wanted) return parent === wanted.startedBy
  const variables = (await readText(pid, 'environ')).split('\0')
  return variables.includes(`${wanted.variable}=${wanted.value}`)
}

/** The command's name, in brackets, may itself hold brackets and spaces. */
function readState(stat: string): { letter: string; parent: number } | null {
  const [letter, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return letter === undefined || parent === undefined ? null : { letter, parent: Number(parent) }
}

/** Empty for a process that is gone, or another user's. */
function readText(pid: string, file: string): Promise<string> {
  return readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
}
