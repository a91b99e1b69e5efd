import type { Kustomize } from '@surefoot/servers'
import type { Manifest } from './manifest.ts'
import { renderOverlay } from './render-overlay.ts'
import { findSchemaFaults } from './schema-faults.ts'
import { findUnknownFields } from './unknown-fields.ts'

export interface Checked {
  readonly objects: readonly Manifest[]
  /** A sentence each; empty: the API would take all of it as it is meant. */
  readonly faults: readonly string[]
}

/** Render an overlay and hold every object of it to the API's schemas. */
export async function checkOverlay(kustomize: Kustomize, overlay: string): Promise<Checked> {
  const objects = await renderOverlay(kustomize, overlay)
  const faults = await Promise.all(
    objects.map(async (object) => [
      ...(await findSchemaFaults(object)),
      ...findUnknownFields(object),
    ]),
  )
  return { objects, faults: faults.flat() }
}
