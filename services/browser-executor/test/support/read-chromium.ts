import { readdir, readFile } from 'node:fs/promises'

/** The processes that run on a profile: a browser and what it has started. */
export async function readChromium(profileDir: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(
    pids.map(async (pid) => {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      return command.includes(profileDir) ? [pid] : []
    }),
  )
  return found.flat()
}

const isBoundedPipe = (command: string): boolean => command.includes('bounded-pipe.ts')

const readCommand = (pid: number): Promise<string> =>
  readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '--type=gone')

/** Those that started no other are of a type. */
async function readTypes(profileDir: string): Promise<{ pid: number; type: string | undefined }[]> {
  return Promise.all(
    (await readChromium(profileDir)).map(async (pid) => {
      const command = await readCommand(pid)
      return { pid, type: isBoundedPipe(command) ? 'pipe' : /--type=([a-z-]+)/.exec(command)?.[1] }
    }),
  )
}

/** The one that started the others. */
export async function readMainChromium(profileDir: string): Promise<number> {
  const main = (await readTypes(profileDir)).find(({ type }) => type === undefined)
  if (!main) throw new Error(`no browser runs on ${profileDir}`)
  return main.pid
}

/** The one between it and us. */
export async function readBoundedPipe(profileDir: string): Promise<number> {
  const pipe = (await readTypes(profileDir)).find(({ type }) => type === 'pipe')
  if (!pipe) throw new Error(`no pipe of ${profileDir} is bounded`)
  return pipe.pid
}

/** Those that run its pages. */
export async function readRenderers(profileDir: string): Promise<number[]> {
  return (await readTypes(profileDir)).flatMap(({ pid, type }) =>
    type === 'renderer' ? [pid] : [],
  )
}
