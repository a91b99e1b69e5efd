import { serviceEnvironment } from '@surefoot/shared/runtime'
import { z } from 'zod'
import { readOwnSchemas } from './service-keys.ts'
import { SERVICES } from './service-names.ts'

/** A key of the environment, with who reads it. */
export interface EnvironmentKey {
  readonly key: string
  /** `all`: every service. */
  readonly services: readonly string[]
  readonly isRequired: boolean
  /** As a person writes it; null where there is none that could be written down. */
  readonly preset: string | null
}

/** Read by `readSafeMode`, before any schema. */
const SAFE_MODE: EnvironmentKey = {
  key: 'SAFE_MODE',
  services: ['all'],
  isRequired: false,
  preset: null,
}

/**
 * Every key that a service reads, those of all services first, then in the order in which services start. Throws if two
 * services read a key by different defaults: the documents could name only one of them.
 */
export async function listKeys(): Promise<readonly EnvironmentKey[]> {
  const keys = new Map<string, EnvironmentKey>()
  for (const one of readSchema('all', serviceEnvironment)) keys.set(one.key, one)
  keys.set(SAFE_MODE.key, SAFE_MODE)
  for (const service of SERVICES)
    for (const schema of await readOwnSchemas(service))
      for (const one of readSchema(service, schema))
        keys.set(one.key, merge(keys.get(one.key), one))
  return [...keys.values()]
}

function readSchema(service: string, { shape }: z.ZodObject): EnvironmentKey[] {
  return Object.entries(shape).map(([key, schema]) => {
    const unset = z.safeParse(schema, undefined)
    const preset = unset.success && unset.data !== undefined ? String(unset.data) : ''
    return {
      key,
      services: [service],
      isRequired: !unset.success,
      preset: preset === '' ? null : preset,
    }
  })
}

function merge(before: EnvironmentKey | undefined, one: EnvironmentKey): EnvironmentKey {
  if (before === undefined) return one
  if (before.preset !== one.preset || before.isRequired !== one.isRequired)
    throw new Error(`${one.key} has other defaults in ${one.services.join()} than elsewhere.`)
  return { ...before, services: [...new Set([...before.services, ...one.services])] }
}
