import { z } from 'zod'
import type { Manifest } from '../src/manifest.ts'
import { picks, type Workload } from './workloads.ts'

const peer = z.strictObject({
  podSelector: z.unknown().optional(),
  namespaceSelector: z.object({ matchLabels: z.record(z.string(), z.string()) }).optional(),
  ipBlock: z.object({ cidr: z.string(), except: z.array(z.string()).optional() }).optional(),
})
const ports = z.array(z.strictObject({ port: z.number(), protocol: z.string() })).min(1)
const policy = z.strictObject({
  podSelector: z.unknown(),
  policyTypes: z.array(z.enum(['Ingress', 'Egress'])),
  ingress: z.array(z.strictObject({ from: z.array(peer).min(1), ports })).default([]),
  egress: z.array(z.strictObject({ to: z.array(peer).min(1), ports })).default([]),
})
type Peer = z.infer<typeof peer>
export type Policy = z.infer<typeof policy>

export function policiesOf(objects: readonly Manifest[]): Policy[] {
  return objects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ spec }) => policy.parse(spec))
}

/** Every connection that the policies let pods make to pods, as `execution → redis:6379`: both ends must allow it. */
export function flowsBetween(policies: readonly Policy[], pods: readonly Workload[]): string[] {
  return pods.flatMap((from) =>
    pods.flatMap((to) => {
      const out = portsOf(policies, from, (rule) => rule.egress, to)
      const into = portsOf(policies, to, (rule) => rule.ingress, from)
      return out
        .filter((port) => into.includes(port))
        .map((port) => `${from.name} → ${to.name}:${port}`)
    }),
  )
}

/** Every connection that pods make beyond their namespace, as `audit → 10.0.0.1/32:5432`. */
export function flowsOut(policies: readonly Policy[], pods: readonly Workload[]): string[] {
  return pods.flatMap(({ name, labels }) =>
    policies
      .filter(({ podSelector }) => picks(podSelector, labels))
      .flatMap(({ egress }) => egress)
      .flatMap((rule) =>
        rule.to
          .filter(({ namespaceSelector, ipBlock }) => namespaceSelector ?? ipBlock)
          .flatMap((one) => rule.ports.map(({ port }) => `${name} → ${placeOf(one)}:${port}`)),
      ),
  )
}

/** Who from outside the namespace may connect, as `monitoring → audit:9090`. */
export function flowsIn(policies: readonly Policy[], pods: readonly Workload[]): string[] {
  return pods.flatMap(({ name, labels }) =>
    policies
      .filter(({ podSelector }) => picks(podSelector, labels))
      .flatMap(({ ingress }) => ingress)
      .flatMap((rule) =>
        rule.from
          .filter(({ namespaceSelector, ipBlock }) => namespaceSelector ?? ipBlock)
          .flatMap((one) => rule.ports.map(({ port }) => `${placeOf(one)} → ${name}:${port}`)),
      ),
  )
}

function placeOf({ namespaceSelector, ipBlock }: Peer): string {
  return ipBlock?.cidr ?? Object.values(namespaceSelector?.matchLabels ?? {}).join()
}

type Rule = { readonly ports: z.infer<typeof ports> } & (
  | { readonly from: Peer[] }
  | { readonly to: Peer[] }
)

function portsOf(
  policies: readonly Policy[],
  at: Workload,
  rulesOf: (policy: Policy) => readonly Rule[],
  other: Workload,
): number[] {
  return policies
    .filter(({ podSelector }) => picks(podSelector, at.labels))
    .flatMap(rulesOf)
    .filter((rule) =>
      ('from' in rule ? rule.from : rule.to).some(
        ({ podSelector, namespaceSelector }) =>
          podSelector !== undefined &&
          namespaceSelector === undefined &&
          picks(podSelector, other.labels),
      ),
    )
    .flatMap((rule) => rule.ports.map(({ port }) => port))
}
