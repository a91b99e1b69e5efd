import { readConfig, serviceEnvironment } from '@surefoot/shared/runtime'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Manifest } from '../src/manifest.ts'
import type { Container, Workload } from './workloads.ts'

const MOUNT = '/run/secrets/surefoot'
const data = z.record(z.string(), z.string())

/** What a container's process finds in its environment: literals, configuration maps; files as they are named. */
export function environmentOf(
  container: Container,
  objects: readonly Manifest[],
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { configMapRef } of container.envFrom)
    Object.assign(found, dataOf(objects, 'ConfigMap', configMapRef.name))
  for (const { name, value, valueFrom } of container.env) {
    const reference = valueFrom?.configMapKeyRef
    const text = reference
      ? dataOf(objects, 'ConfigMap', reference.name)[reference.key]
      : (value ?? valueFrom?.fieldRef?.fieldPath)
    if (text !== undefined) found[name] = text
    else if ((reference ?? valueFrom?.secretKeyRef)?.optional !== true)
      throw new Error(`${name} refers to nothing`)
  }
  return found
}

/** As the kubelet does: each file of the pod's secret in `dir`, and the variables that name one pointing there. */
export async function mountSecrets(
  environment: Readonly<Record<string, string>>,
  { pod }: Workload,
  { objects, dir }: { readonly objects: readonly Manifest[]; readonly dir: string },
): Promise<Record<string, string>> {
  for (const { secret } of pod.volumes)
    for (const [file, text] of Object.entries(
      secret ? dataOf(objects, 'Secret', secret.secretName) : {},
    ))
      await writeFile(join(dir, file), Buffer.from(text, 'base64'))
  return Object.fromEntries(
    Object.entries(environment).map(([key, value]) => [key, value.replace(MOUNT, dir)]),
  )
}

/** The keys that a service reads; and its configuration from an environment. Throws ConfigError with every fault. */
export async function readSchema(service: string) {
  const exported: Record<string, unknown> = await import(
    new URL(`../../../services/${service}/src/config.ts`, import.meta.url).href
  )
  const schemas = Object.values(exported).filter((value) => value instanceof z.ZodObject)
  return {
    keys: [serviceEnvironment, ...schemas].flatMap(({ shape }) => Object.keys(shape)),
    read: (environment: Readonly<Record<string, string>>) =>
      Object.assign(
        {},
        ...[serviceEnvironment, ...schemas].map((schema) => readConfig(schema, environment)),
      ) satisfies object,
  }
}

function dataOf(objects: readonly Manifest[], kind: string, name: string): Record<string, string> {
  const object = objects.find((one) => one.kind === kind && one.metadata.name === name)
  if (!object) throw new Error(`there is no ${kind} ${name}`)
  return data.parse(object['data'])
}
