import { spawn } from 'node:child_process'

export interface Outcome {
  readonly ok: boolean
  readonly stdout: string
  /** Why it failed, in one line: the last words of the program, or why it did not start. */
  readonly fault: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly uid?: number
  readonly gid?: number
  readonly timeoutMs?: number
}

/** Runs a program to its end. A program that fails, hangs or does not exist is an answer, not an exception. */
export function runCommand(
  command: string,
  args: readonly string[],
  { timeoutMs = 30_000, ...options }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let words = ''
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    const end = (ok: boolean, fault: string) => {
      clearTimeout(timer)
      resolve({ ok, stdout, fault })
    }
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
    child.on('error', (error) => end(false, `${command} could not be run: ${error.message}.`))
    child.on('close', (code, signal) => {
      if (code === 0) return end(true, '')
      if (signal === 'SIGKILL')
        return end(false, `${command} gave no result in ${timeoutMs / 1000} s.`)
      end(false, `${command} failed: ${lastLine(words) ?? `exit code ${code}`}`)
    })
  })
}

function lastLine(text: string): string | undefined {
  return text.trim().split('\n').at(-1)?.slice(0, 300) || undefined
}
