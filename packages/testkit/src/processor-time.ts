/** Reads what processes have used, from /proc: Linux alone. */
import { readdir, readFile } from 'node:fs/promises'

export interface Usage {
  /** Processor time since it began, in milliseconds; of children that have ended too. */
  readonly cpuMs: number
  /** Memory that it holds now. */
  readonly memoryMb: number
}

interface Entry {
  readonly pid: number
  readonly parent: number
  readonly own: Usage
  readonly endedChildrenMs: number
}

/** The kernel's unit of both, on every architecture that Node runs on. */
const TICK_MS = 10
const PAGE_MB = 4096 / 2 ** 20

/** A process with all its descendants. This very process is counted alone: the others are its children. */
export async function readUsage(pids: readonly number[]): Promise<Usage> {
  const entries = await readEntries()
  const usages = pids.flatMap((pid) =>
    pid === process.pid ? ownOf(entries, pid) : treeOf(entries, pid),
  )
  return {
    cpuMs: sum(usages.map(({ cpuMs }) => cpuMs)),
    memoryMb: sum(usages.map(({ memoryMb }) => memoryMb)),
  }
}

function ownOf(entries: readonly Entry[], pid: number): Usage[] {
  return entries.filter((entry) => entry.pid === pid).map(({ own }) => own)
}

function treeOf(entries: readonly Entry[], pid: number): Usage[] {
  const root = entries.find((entry) => entry.pid === pid)
  if (root === undefined) return []
  const { cpuMs, memoryMb } = root.own
  const children = entries.filter(({ parent }) => parent === pid)
  return [
    { cpuMs: cpuMs + root.endedChildrenMs, memoryMb },
    ...children.flatMap((child) => treeOf(entries, child.pid)),
  ]
}

async function readEntries(): Promise<Entry[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const entries = await Promise.all(pids.map((pid) => readEntry(Number(pid))))
  return entries.filter((entry) => entry !== undefined)
}

/** Undefined: it has ended meanwhile. */
async function readEntry(pid: number): Promise<Entry | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  // The name comes first, in parentheses, and may hold anything.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [, parent = 0] = fields
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15)
  const pages = fields[21] ?? 0
  return {
    pid,
    parent,
    own: { cpuMs: (user + system) * TICK_MS, memoryMb: pages * PAGE_MB },
    endedChildrenMs: (childrenUser + childrenSystem) * TICK_MS,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
