import { graceOf, instancesOf, PROCESSES, SERVICES } from '@surefoot/local'
import type { World } from '../world.ts'

/**
 * As a release of a new version does it: one instance at a time of every service is asked to end, and the next only when
 * its successor is ready. Hit if every process is another one then.
 */
export async function rollingRestart({ stack, screen }: World): Promise<boolean> {
  const { services } = stack
  const replicas = services.size / PROCESSES.length
  for (const name of SERVICES.flatMap((service) => instancesOf(service, replicas))) {
    const instance = services.get(name)
    if (!instance) throw new Error(`There is no ${name} to restart.`)
    const before = instance.pid()
    await instance.restart(graceOf(instance.service))
    if (instance.pid() === before) return false
  }
  screen.good(`rolling restart: ${services.size} instances, one after another`)
  return true
}
