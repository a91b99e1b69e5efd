import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Listed } from './processes.ts'

/** The file in a stack's folder that names its instances to Prometheus, as `file_sd_configs` reads it. */
export function targetsFile(dir: string): string {
  return join(dir, 'run/prometheus-targets.json')
}

/** Write down for Prometheus where each instance answers probes and scrapes; it keeps its port when it is started again. */
export async function writeTargets(
  dir: string,
  instances: readonly Listed[],
  ports: ReadonlyMap<string, number>,
): Promise<void> {
  const targets = instances.map(({ instance, process }) => ({
    targets: [`127.0.0.1:${ports.get(instance)}`],
    // `browser-executor-a` is what runs for account A: when it is gone, account A has nobody.
    labels: { service: process.name, instance },
  }))
  await writeFile(targetsFile(dir), `${JSON.stringify(targets, null, 2)}\n`)
}
