import { readFileSync } from 'node:fs'
import { z } from 'zod'

export type Environment = Readonly<Record<string, string | undefined>>

/** The environment does not fit: every fault, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(`The configuration is wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.faults = faults
  }
}

/**
 * Read what the schema names from the environment. `KEY_FILE` names a file that holds KEY's value. An empty value is a
 * missing one. Throws ConfigError with all faults at once; a bad value never becomes a default.
 */
export function readConfig<S extends z.ZodObject>(
  schema: S,
  environment: Environment,
): z.output<S> {
  const faults: string[] = []
  const values: Record<string, string> = {}
  for (const key of Object.keys(schema.shape)) {
    const value = readValue(key, environment, faults)
    if (value !== undefined) values[key] = value
  }
  const parsed = schema.safeParse(values)
  if (!parsed.success)
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults)
  return parsed.data
}

function readValue(key: string, environment: Environment, faults: string[]): string | undefined {
  const file = environment[`${key}_FILE`]
  if (!file) return environment[key] || undefined
  if (environment[key]) {
    faults.push(`${key}: set it or ${key}_FILE, not both`)
    return undefined
  }
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    faults.push(`${key}_FILE: ${file} cannot be read`)
    return undefined
  }
}

/** Parts of schemas for what the environment holds as text. */
export const milliseconds = z.coerce.number('give milliseconds as a whole number').int().positive()
export const port = z.coerce.number('give a port number').int().min(0).max(65_535)
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
/** A share in hundredths of a percent. */
export const basisPoints = z.coerce
  .number('give hundredths of a percent as a whole number')
  .int()
  .nonnegative()
/** An amount such as `1000` or `12.50`, kept as text. */
export const amount = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,2})?$/, 'give an amount such as 1000 or 12.50')
