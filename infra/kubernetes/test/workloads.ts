import { z } from 'zod'
import type { Manifest } from '../src/manifest.ts'

const labels = z.record(z.string(), z.string())
const selector = z.object({ matchLabels: labels.default({}) })
const variable = z.object({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z
    .object({
      configMapKeyRef: z
        .object({ name: z.string(), key: z.string(), optional: z.boolean().default(false) })
        .optional(),
      secretKeyRef: z
        .object({ name: z.string(), key: z.string(), optional: z.boolean().default(false) })
        .optional(),
      fieldRef: z.object({ fieldPath: z.string() }).optional(),
    })
    .optional(),
})
const quantities = z.object({ cpu: z.string(), memory: z.string() })
const container = z.looseObject({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  env: z.array(variable).default([]),
  envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })).default([]),
  livenessProbe: z.unknown().optional(),
  readinessProbe: z.unknown().optional(),
  resources: z.object({ requests: quantities, limits: quantities }).optional(),
  volumeMounts: z.array(z.looseObject({ name: z.string(), mountPath: z.string() })).default([]),
  securityContext: z.unknown().optional(),
})
const volume = z.looseObject({
  name: z.string(),
  secret: z.looseObject({ secretName: z.string(), defaultMode: z.number() }).optional(),
  configMap: z.looseObject({ name: z.string() }).optional(),
})
const podSpec = z.looseObject({
  containers: z.array(container),
  initContainers: z.array(container).default([]),
  volumes: z.array(volume).default([]),
  serviceAccountName: z.string(),
  automountServiceAccountToken: z.boolean().optional(),
  terminationGracePeriodSeconds: z.number().optional(),
})
const workload = z.looseObject({
  spec: z.looseObject({
    replicas: z.number().optional(),
    selector,
    template: z.object({ metadata: z.object({ labels }), spec: podSpec }),
  }),
})

export type Container = z.infer<typeof container>
export interface Workload {
  readonly kind: string
  readonly name: string
  readonly replicas: number | undefined
  readonly labels: Readonly<Record<string, string>>
  readonly pod: z.infer<typeof podSpec>
}

/** Everything that makes pods. */
export function workloadsOf(objects: readonly Manifest[]): Workload[] {
  return objects
    .filter(({ kind }) => /^(Deployment|StatefulSet|DaemonSet|Job|CronJob)$/.test(kind))
    .map((object) => {
      const { spec } = workload.parse(object)
      const { template, replicas } = spec
      const { kind, metadata } = object
      const { labels: own } = template.metadata
      return { kind, name: metadata.name, replicas, labels: own, pod: template.spec }
    })
}

/** Whether a `podSelector` picks a pod with these labels. */
export function picks(given: unknown, own: Readonly<Record<string, string>>): boolean {
  const { matchLabels, ...others } = selector.loose().parse(given)
  if (Object.keys(others).length > 0) throw new Error('only matchLabels are understood here')
  return Object.entries(matchLabels).every(([key, value]) => own[key] === value)
}

/** What `node services/audit/src/main.ts` runs; undefined: not a process of ours. */
export function serviceOf({ command, args }: Container): string | undefined {
  return /^services\/([a-z-]+)\/src\/main\.ts$/.exec((command ?? args)?.[1] ?? '')?.[1]
}
