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

/** The one that started the others. */
export async function readMainChromium(profileDir: string): Promise<number> {
  for (const pid of await readChromium(profileDir)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '--type=gone')
    if (!command.includes('--type=')) return pid
  }
  throw new Error(`no browser runs on ${profileDir}`)
}
