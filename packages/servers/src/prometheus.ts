import { dirname, join, resolve } from 'node:path'
import { onThisMachine, type FoundProgram } from './find-program.ts'
import { fromPackageManager } from './provide/from-package-manager.ts'
import { launchServer } from './launch-server.ts'
import { dataFolder } from './own-process.ts'
import type { Packages } from './packages.ts'
import type { OpenOptions, Server } from './server.ts'
import { takeFirst } from './way.ts'

const PACKAGES: Packages = {
  programs: ['prometheus'],
  tools: ['promtool'],
  apt: ['prometheus'],
  brew: 'prometheus',
}

export interface PrometheusProgram extends FoundProgram {
  /** Checks and tests configuration and rules; every package has it beside the server. */
  readonly promtool: string
}

/** Finds Prometheus, or installs it. Throws NothingFound. */
export async function findPrometheus({
  env = process.env,
}: Pick<OpenOptions, 'env'> = {}): Promise<PrometheusProgram> {
  const present = onThisMachine(PACKAGES, { env })
  const need = { subject: 'Prometheus', packages: PACKAGES, ways: [present] }
  const found = await takeFirst(need.subject, [present, fromPackageManager(need, present, env)])
  return { ...found, promtool: join(dirname(found.path), 'promtool') }
}

/** Opens a Prometheus that reads this configuration. Throws NothingFound, FolderInUse, StartFailed. */
export async function openPrometheus(
  options: OpenOptions & { readonly configFile: string },
): Promise<Server> {
  const program = await findPrometheus(options)
  return launchServer(
    { kind: 'program', ...program },
    {
      args: ({ host, port, dataDir }) => [
        `--config.file=${options.configFile}`,
        `--storage.tsdb.path=${dataDir}`,
        `--web.listen-address=${host}:${port}`,
      ],
      url: (port) => `http://127.0.0.1:${port}`,
      isReady: (port) => isReady(port, dataFolder(resolve(options.dir))),
    },
    options,
  )
}

/** Ours, and not another that took the port: it names the folder of its data. */
async function isReady(port: number, dataDir: string): Promise<boolean> {
  const ask = (path: string): Promise<string> =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      async (response) => (response.ok ? response.text() : ''),
      () => '',
    )
  return (await ask('/api/v1/status/flags')).includes(dataDir) && (await ask('/-/ready')) !== ''
}
