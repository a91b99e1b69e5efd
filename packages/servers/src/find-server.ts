import { findDocker } from './find-docker.ts'
import { onThisMachine } from './find-program.ts'
import type { Packages } from './packages.ts'
import type { Need } from './provide/need.ts'
import { fromPackageManager } from './provide/from-package-manager.ts'
import type { Way } from './way.ts'

export interface ServerKind {
  readonly name: string
  /** The environment variable that may hold the address of one. */
  readonly variable: string
  readonly packages: Packages
  readonly image: Image
  /** What production runs: an older program is used only if none newer can be had, and the terminal warns. */
  readonly wanted?: string
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
      readonly source: string
      readonly isOld?: boolean
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
  first: readonly Way<ServerProgram>[] = [],
): Way<ServerProgram>[] {
  const present = [atAddress(kind, env), ...first, asProgram(kind, env), inDocker(kind, env)]
  return [...present, fromPackageManager(needOf(kind, present), asProgram(kind, env), env)]
}

/** What a start needs of this kind; `ways` as `waysToServer` gives them. */
export function needOf(kind: ServerKind, ways: readonly Way<ServerProgram>[]): Need {
  const { name, packages, wanted } = kind
  return { subject: name, packages, wanted, ways: ways.filter(({ installs }) => !installs) }
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

function asProgram({ packages, wanted }: ServerKind, env: NodeJS.ProcessEnv): Way<ServerProgram> {
  const way = onThisMachine(packages, { env, wanted })
  return {
    ...way,
    find: async () => {
      const result = await way.find()
      return 'found' in result ? { found: { kind: 'program', ...result.found } } : result
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
