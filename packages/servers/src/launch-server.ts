import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { ServerProgram } from './find-server.ts'
import { findFreePort } from './free-port.ts'
import {
  claimFolder,
  dataFolder,
  startProcess,
  StartFailed,
  type OwnProcess,
} from './own-process.ts'
import { runCommand } from './run-command.ts'
import type { OpenOptions, Server } from './server.ts'

/** Tries with another port each: one may be taken between finding and binding it. */
const TRIES = 3

export interface Place {
  readonly host: string
  readonly port: number
  readonly dataDir: string
}

/** How one kind of server is started and recognised. */
export interface Recipe {
  readonly args: (place: Place) => readonly string[]
  readonly url: (port: number) => string
  readonly isReady: (port: number) => Promise<boolean>
  /** Options of `docker run`, for what an image takes from its environment. */
  readonly imageOptions?: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

type Startable = Exclude<ServerProgram, { kind: 'address' }>

/** Starts the program on loopback, with its data in `dir`. Throws FolderInUse, StartFailed. */
export async function launchServer(
  program: Startable,
  recipe: Recipe,
  options: OpenOptions,
): Promise<Server> {
  await claimFolder(options.dir)
  for (let left = TRIES; ; left -= 1) {
    const port = options.port ?? (await findFreePort())
    try {
      return describe(await start(program, recipe, { ...options, port }), recipe.url(port), program)
    } catch (error) {
      if (!(error instanceof StartFailed) || left === 1 || options.port !== undefined) throw error
    }
  }
}

function describe(own: OwnProcess, url: string, program: Startable): Server {
  const stop = () => own.stop()
  const { pid, ended } = own
  const signal = (name: 'SIGINT' | 'SIGKILL') => own.signal(name)
  return { url, pid, source: program.source, ended, signal, stop, [Symbol.asyncDispose]: stop }
}

async function start(
  program: Startable,
  recipe: Recipe,
  { dir, port, abandoned }: OpenOptions & { port: number },
): Promise<OwnProcess> {
  const isReady = () => recipe.isReady(port)
  if (program.kind === 'image') {
    return startProcess({
      ...(await containerCommand(program, recipe, { dir, port })),
      dir,
      isReady,
      abandoned,
    })
  }
  return startProcess({
    command: program.path,
    args: recipe.args({ host: '127.0.0.1', port, dataDir: dataFolder(resolve(dir)) }),
    dir,
    isReady,
    abandoned,
    ...(recipe.uid === undefined || recipe.gid === undefined
      ? {}
      : { uid: recipe.uid, gid: recipe.gid }),
  })
}

/** The container is named after the folder, so that a later start finds its data and removes what was left running. */
async function containerCommand(
  { docker, image }: Extract<ServerProgram, { kind: 'image' }>,
  recipe: Recipe,
  { dir, port }: { dir: string; port: number },
): Promise<{ command: string; args: string[] }> {
  const name = `surefoot-${createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 12)}`
  await runCommand(docker, ['rm', '--force', name])
  const args = ['run', '--rm', '--name', name, '--publish', `127.0.0.1:${port}:${image.port}`]
  const volume = ['--volume', `${name}:${image.dataDir}`]
  const inside = recipe.args({ host: '0.0.0.0', port: image.port, dataDir: image.dataDir })
  return {
    command: docker,
    args: [...args, ...volume, ...(recipe.imageOptions ?? []), image.name, ...inside],
  }
}
