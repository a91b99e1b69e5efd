import { readdir, readFile, realpath, stat } from 'node:fs/promises'

export interface LockHolder {
  readonly file: string
  /** 0 where the system does not show it: a process of another container. */
  readonly pid: number
  /** Its program, such as `apt-get`; '' where it cannot be read. */
  readonly program: string
}

/** One line of the kernel's table: `1: POSIX  ADVISORY  WRITE 1234 fe:00:5678 0 EOF`. */
const LINE = /^\d+: \S+ +\S+ +WRITE +(-?\d+) +[\da-f]+:[\da-f]+:(\d+) /
const PACKAGE_MANAGERS = /apt|dpkg|packagekit|unattended/i

/** The process that has locked one of these files now. No right is needed to see it. */
export async function findLockHolder(
  files: readonly string[],
  table = '/proc/locks',
): Promise<LockHolder | undefined> {
  const locks = readLockTable(await readFile(table, 'utf8').catch(() => ''))
  for (const file of files) {
    const inode = await stat(file).then(
      ({ ino }) => ino,
      () => undefined,
    )
    for (const { pid } of locks.filter((lock) => lock.inode === inode)) {
      const program = await programOf(pid)
      // A file of another disk may have the same number: then the process is no package manager.
      if (program === '' || PACKAGE_MANAGERS.test(program) || (await hasOpen(pid, file)))
        return { file, pid: Math.max(pid, 0), program }
    }
  }
  return undefined
}

/** The processes of a kernel's table of locks, and the file numbers that they hold for writing. */
export function readLockTable(text: string): { pid: number; inode: number }[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, inode] = LINE.exec(line) ?? []
    return pid === undefined || inode === undefined
      ? []
      : [{ pid: Number(pid), inode: Number(inode) }]
  })
}

/** As the operator reads it: `process 1234 (apt-get)`. */
export function describeHolder({ pid, program }: LockHolder): string {
  if (pid === 0) return 'a process of another container'
  return program === '' ? `process ${pid}` : `process ${pid} (${program})`
}

async function programOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim()
}

async function hasOpen(pid: number, file: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`
  const open = await Promise.all(
    (await readdir(folder).catch(() => [])).map((name) =>
      realpath(`${folder}/${name}`).catch(() => ''),
    ),
  )
  return open.includes(await realpath(file).catch(() => file))
}
