import { join } from 'node:path'
import { findDocker } from './find-docker.ts'
import { onPath } from './find-on-path.ts'
import { fromPackageManager } from './install-packages.ts'
import type { Packages } from './packages.ts'
import type { Way } from './way.ts'

export interface ServerKind {
  readonly name: string
  /** The environment variable that may hold the address of one. */
  readonly variable: string
  readonly packages: Packages
  readonly image: Image
}

export interface Image {
  readonly name: string
  /** Where it listens and keeps its data, inside the container. */
  readonly port: number
  readonly dataDir: string
}

export type ServerProgram =
  | { readonly kind: 'address'; readonly url: string; readonly source: string }
  | {
      readonly kind: 'program'
      readonly path: string
      readonly libraryPath?: string
      readonly source: string
    }
  | {
      readonly kind: 'image'
      readonly docker: string
      readonly image: Image
      readonly source: string
    }

/** The ways to come by a server, in the order in which they are tried. `first` goes before the PATH. */
export function waysToServer(
  kind: ServerKind,
  env: NodeJS.ProcessEnv,
  dir: string,
  first: readonly Way<ServerProgram>[] = [],
): Way<ServerProgram>[] {
  const { packages } = kind
  return [
    atAddress(kind, env),
    ...first,
    asProgram(onPath(packages.programs, env, packages.folders)),
    inDocker(kind, env),
    asProgram(fromPackageManager(packages, env, join(dir, 'packages'))),
  ]
}

function atAddress(kind: ServerKind, env: NodeJS.ProcessEnv): Way<ServerProgram> {
  return {
    name: 'an address in the environment',
    remedy: `${kind.variable}=… with the address of a running server.`,
    installs: false,
    find: () => {
      const url = env[kind.variable]
      return Promise.resolve(
        url === undefined || url === ''
          ? { missed: `${kind.variable} is not set.` }
          : { found: { kind: 'address', url, source: `${kind.name} at ${kind.variable}` } },
      )
    },
  }
}

function asProgram(way: Way<{ path: string; libraryPath?: string }>): Way<ServerProgram> {
  return {
    ...way,
    find: async () => {
      const result = await way.find()
      return 'found' in result
        ? { found: { kind: 'program', ...result.found, source: result.found.path } }
        : result
    },
  }
}

function inDocker(kind: ServerKind, env: NodeJS.ProcessEnv): Way<ServerProgram> {
  return {
    name: 'Docker',
    remedy: 'start a Docker engine that this user may use.',
    installs: false,
    find: async () => {
      const docker = await findDocker(env)
      if ('missed' in docker) return docker
      const source = `${kind.image.name} in Docker`
      return { found: { kind: 'image', docker: docker.found, image: kind.image, source } }
    },
  }
}
