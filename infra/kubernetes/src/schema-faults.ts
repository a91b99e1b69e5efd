import { z } from 'zod'
import { nameOf, type Manifest } from './manifest.ts'

/** As `kubernetes-models` makes them of the API's own OpenAPI document: what it found is left on the function. */
const validator = z.custom<{
  (data: unknown): boolean
  readonly errors?: unknown
}>((value) => typeof value === 'function')
const schemaModule = z.object({ validate: validator })
const found = z.array(
  z.looseObject({ instancePath: z.string(), message: z.string().optional(), keyword: z.string() }),
)

/** Where an object breaks the API's schema of its kind: a wrong type, a bad format, something missing. */
export async function findSchemaFaults(object: Manifest): Promise<string[]> {
  const name = schemaNameOf(object)
  const loaded: unknown = await import(`kubernetes-models/_schemas/${name}`).catch(() => undefined)
  const schema = schemaModule.safeParse(loaded)
  if (!schema.success) return [`${nameOf(object)}: the API has no such kind`]
  const { validate } = schema.data
  if (validate(object)) return []
  return found
    .parse(validate.errors)
    .map(
      ({ instancePath, message, keyword, ...rest }) =>
        `${nameOf(object)}: ${instancePath || '/'} ${message ?? `${keyword} ${JSON.stringify(rest['params'])}`}`,
    )
}

/** `networking.k8s.io/v1` and `Ingress` → `IoK8sApiNetworkingV1Ingress`. */
function schemaNameOf({ apiVersion, kind }: Manifest): string {
  const [version = '', group = 'core'] = apiVersion.split('/').toReversed()
  const [family = ''] = group.split('.')
  return `IoK8sApi${capital(family)}${capital(version)}${kind}`
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
