import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

interface Process {
  readonly pid: number
  readonly parent: number
  readonly args: string
}

const run = promisify(execFile)
const LINE = /^\s*(?<pid>\d+)\s+(?<parent>\d+)\s+(?<args>.*)$/

export async function listProcesses(): Promise<Process[]> {
  const { stdout } = await run('ps', ['-axwwo', 'pid=,ppid=,args='], { maxBuffer: 1 << 26 })
  return stdout.split('\n').flatMap((line) => {
    const { pid, parent, args } = LINE.exec(line)?.groups ?? {}
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args: args ?? '' }]
  })
}

/**
 * Stop a process and all that it started, as a machine that hangs: connections stay open and nothing replies. Disposing lets
 * them go on.
 */
export async function freeze(root: number): Promise<Disposable> {
  const frozen = [root]
  process.kill(root, 'SIGSTOP')
  const all = await listProcesses()
  for (const pid of frozen)
    frozen.push(...all.filter(({ parent }) => parent === pid).map((one) => one.pid))
  for (const pid of frozen) signal(pid, 'SIGSTOP')
  return { [Symbol.dispose]: () => frozen.forEach((pid) => signal(pid, 'SIGCONT')) }
}

/** One that has ended meanwhile needs none. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    return
  }
}
