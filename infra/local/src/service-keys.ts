import { serviceEnvironment } from '@surefoot/shared/runtime'
import { join } from 'node:path'
import { z } from 'zod'
import { serviceEntry } from './paths.ts'
import type { ServiceName } from './service-names.ts'

/** What a service's own `config.ts` declares, besides what every service reads. */
export async function readOwnSchemas(service: ServiceName): Promise<z.ZodObject[]> {
  const exported: object = await import(join(serviceEntry(service), '../config.ts'))
  return Object.values(exported).filter((one) => one instanceof z.ZodObject)
}

/** Every name of the environment that means something to a service. */
export async function readServiceKeys(service: ServiceName): Promise<ReadonlySet<string>> {
  const schemas = [serviceEnvironment, ...(await readOwnSchemas(service))]
  const keys = ['SAFE_MODE', ...schemas.flatMap(({ shape }) => Object.keys(shape))]
  return new Set(keys.flatMap((key) => [key, `${key}_FILE`]))
}
