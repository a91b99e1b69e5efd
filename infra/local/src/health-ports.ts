import { findFreePort } from '@surefoot/servers'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Scraped {
  /** `audit-2` is the second instance of `audit`. */
  readonly name: string
  readonly service: string
}

/** The file in a stack's folder that names its instances to Prometheus, as `file_sd_configs` reads it. */
export function targetsFile(dir: string): string {
  return join(dir, 'run/prometheus-targets.json')
}

/**
 * Choose where each instance answers probes and scrapes, and write it down for Prometheus. An instance keeps its port when
 * it is started again.
 */
export async function chooseHealthPorts(
  dir: string,
  instances: readonly Scraped[],
): Promise<ReadonlyMap<string, number>> {
  const ports = new Map<string, number>()
  for (const { name } of instances) ports.set(name, await findFreePort())
  const targets = instances.map(({ name, service }) => ({
    targets: [`127.0.0.1:${ports.get(name)}`],
    labels: { service, instance: name },
  }))
  await writeFile(targetsFile(dir), `${JSON.stringify(targets, null, 2)}\n`)
  return ports
}
