import { runCommand } from './run-command.ts'

/** One project of docker-compose.yml: its containers, volumes and networks carry its name. */
export interface Compose {
  readonly run: (...args: string[]) => Promise<string>
  /** Ids of the containers of a service, running or not; of all services if none is named. */
  readonly containers: (service?: string) => Promise<string[]>
  /** What the engine still has of the project. */
  readonly remains: () => Promise<string[]>
}

/** Compose v2 if the engine's program has it, else `docker-compose`. */
async function findProgram(): Promise<readonly [string, ...string[]]> {
  const hasPlugin = await runCommand(['docker', 'compose', 'version']).then(
    () => true,
    () => false,
  )
  return hasPlugin ? ['docker', 'compose'] : ['docker-compose']
}

export async function createCompose(project: string, env: NodeJS.ProcessEnv): Promise<Compose> {
  const program = await findProgram()
  const filter = `label=com.docker.compose.project=${project}`
  const list = async (...args: string[]): Promise<string[]> =>
    (await runCommand(['docker', ...args, '--filter', filter])).split('\n').filter(Boolean)
  return {
    run: (...args) =>
      runCommand([...program, '--project-name', project, '--profile', 'sandbox', ...args], env),
    containers: (service) =>
      list(
        'ps',
        '--all',
        '--quiet',
        '--no-trunc',
        ...(service === undefined
          ? []
          : ['--filter', `label=com.docker.compose.service=${service}`]),
      ),
    remains: async () => {
      const [containers, volumes, networks] = await Promise.all([
        list('ps', '--all', '--format', 'container {{.Names}}'),
        list('volume', 'ls', '--format', 'volume {{.Name}}'),
        list('network', 'ls', '--format', 'network {{.Name}}'),
      ])
      return [...containers, ...volumes, ...networks]
    },
  }
}
