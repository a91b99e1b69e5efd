import { parseAllDocuments } from 'yaml'
import { z } from 'zod'

/** One object for the API, as it was rendered. */
export const manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
})
export type Manifest = z.infer<typeof manifest>

const secretData = z.record(z.string(), z.string())

/** The objects of a YAML stream. Throws if one is none, or is no YAML. */
export function readManifests(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => {
    const [error] = document.errors
    if (error) throw error
    return unfold(manifest.parse(document.toJS()))
  })
}

/** kustomize breaks long secrets over lines; the API reads them so, its schema does not say it. */
function unfold(object: Manifest): Manifest {
  if (object.kind !== 'Secret') return object
  const data = Object.entries(secretData.parse(object['data'] ?? {}))
  return {
    ...object,
    data: Object.fromEntries(data.map(([key, value]) => [key, value.replaceAll('\n', '')])),
  }
}

/** For a person: `apps/v1 Deployment audit`. */
export function nameOf({ apiVersion, kind, metadata }: Manifest): string {
  return `${apiVersion} ${kind} ${metadata.name}`
}
