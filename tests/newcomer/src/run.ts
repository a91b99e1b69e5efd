import { spawn } from 'node:child_process'

export interface RunOptions {
  readonly cwd?: string
  /** Ended by force after this. */
  readonly timeoutMs?: number
}

export interface Ran {
  /** Null: it was ended by force. */
  readonly code: number | null
  readonly stdout: string
  /** Both outputs. */
  readonly output: string
}

const stopping = new AbortController()

/** Ends what runs, now and later: then the machines are taken away. */
export function stopRunning(): void {
  stopping.abort()
}

/** Runs a program to its end. Throws if `stopRunning` is called. */
export function run(
  command: string,
  args: readonly string[],
  { cwd, timeoutMs = 600_000 }: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: stopping.signal,
      killSignal: 'SIGKILL',
    })
    const late = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    let stdout = ''
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(late)
      resolve({ code, stdout, output })
    })
  })
}

/** The same; throws, with its last lines, if it fails. */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, stdout, output } = await run(command, args, options)
  if (code === 0) return stdout.trim()
  throw new Error(`${command} failed:\n${lastLines(output, 8)}`)
}

export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}
