import { openTempDir } from '@surefoot/testkit'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Checked } from '../src/check-overlay.ts'
import { environmentOf, mountSecrets, readSchema } from './environment.ts'
import { openCopy, OVERLAYS, type Copy } from './rendered.ts'
import { picks, serviceOf, workloadsOf, type Container, type Workload } from './workloads.ts'

/** Read before any schema, or by programs beneath ours. */
const READ_APART = new Set(['SAFE_MODE', 'HOME'])
const SERVICES = [
  'audit',
  'browser-executor',
  'execution',
  'gateway',
  'hedge',
  'notify',
  'scanner',
  'worker',
]

const budget = z.object({ selector: z.unknown(), maxUnavailable: z.number() })

describe.each(OVERLAYS)('the overlay %s', (overlay) => {
  let copy: Copy
  let checked: Checked
  let workloads: Workload[]
  let containers: Container[]
  beforeAll(async () => {
    copy = await openCopy(overlay)
    checked = await copy.check()
    workloads = workloadsOf(checked.objects)
    containers = workloads.flatMap(({ pod }) => pod.containers.concat(pod.initContainers))
  })
  afterAll(() => copy[Symbol.asyncDispose]())
  const ofKind = (kind: string) => checked.objects.filter((object) => object.kind === kind)

  it('is what the Kubernetes API takes, field by field', () => {
    expect(checked.faults).toEqual([])
    expect(checked.objects.length).toBeGreaterThan(50)
  })

  it('runs each of the seven services, browser-executor once for each account', () => {
    const found = containers.flatMap((container) => serviceOf(container) ?? [])
    expect(found.toSorted()).toEqual([...SERVICES, 'browser-executor'].toSorted())
  })

  it('binds each executor to its desk and account, with a volume that no other mounts', () => {
    const executors = workloads.flatMap(({ name, kind, replicas, pod }) =>
      pod.containers
        .filter((container) => serviceOf(container) === 'browser-executor')
        .map((container) => {
          const { DESK_ID, ACCOUNT } = environmentOf(container, checked.objects)
          return { name, kind, replicas, DESK_ID, ACCOUNT }
        }),
    )
    expect(executors).toEqual(
      ['A', 'B'].map((account) => ({
        name: `browser-executor-${account.toLowerCase()}-main`,
        kind: 'StatefulSet',
        replicas: 1,
        DESK_ID: 'main',
        ACCOUNT: account,
      })),
    )
    // Each pod of a set claims its own; a claim that is named in the pod could be mounted by another.
    const claimed = workloads.flatMap(({ pod }) =>
      pod.volumes.filter((volume) => 'persistentVolumeClaim' in volume),
    )
    expect(claimed).toEqual([])
  })

  it('keeps everything in one namespace, which admits restricted pods alone', () => {
    const [namespace, ...others] = ofKind('Namespace')
    expect(others).toEqual([])
    expect(namespace?.metadata).toMatchObject({
      name: 'surefoot',
      labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
    })
    const inside = checked.objects.filter(({ kind }) => kind !== 'Namespace')
    expect(new Set(inside.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['surefoot']))
  })

  it('gives no process a right that it does not need', () => {
    for (const { pod } of workloads) {
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      })
      for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) expect(pod).not.toHaveProperty(key)
    }
    for (const container of containers)
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
        // For the sandbox that Chromium makes itself.
        ...(serviceOf(container) === 'browser-executor' && {
          seccompProfile: { type: 'Localhost', localhostProfile: 'surefoot/chromium.json' },
        }),
      })
  })

  it('gives each process an account of its own, without a token', () => {
    const accounts = ofKind('ServiceAccount')
    for (const account of accounts)
      expect(account).toMatchObject({ automountServiceAccountToken: false })
    expect(workloads.map(({ pod }) => pod.serviceAccountName).toSorted()).toEqual(
      accounts.map(({ metadata }) => metadata.name).toSorted(),
    )
  })

  it('bounds every container, and asks each whether it lives and can work', () => {
    const lax = containers.filter(
      ({ resources, livenessProbe, readinessProbe }) =>
        !resources || livenessProbe === undefined || readinessProbe === undefined,
    )
    expect(lax.map(({ image }) => image)).toEqual([])
    for (const container of containers.filter((one) => serviceOf(one)))
      expect(container).toMatchObject({
        livenessProbe: { httpGet: { path: '/livez', port: 'health' } },
        readinessProbe: { httpGet: { path: '/readyz', port: 'health' } },
      })
  })

  it('names every image by a version: our own, or one of infra/images/images.env', async () => {
    const known = await readFile(new URL('../../images/images.env', import.meta.url), 'utf8')
    const strange = containers.filter(
      ({ image }) =>
        !/^surefoot\/[a-z-]+:\d+\.\d+\.\d+$/.test(image) && !known.includes(`_IMAGE=${image}\n`),
    )
    expect(strange.map(({ image }) => image)).toEqual([])
  })

  it('lets no two pods of a service be taken away at once', () => {
    const budgets = ofKind('PodDisruptionBudget').map(({ metadata, spec }) => ({
      name: metadata.name,
      spec: budget.parse(spec),
    }))
    const found = workloads.map(({ name, labels }) => ({
      name,
      budgets: budgets.filter(({ spec }) => picks(spec.selector, labels)),
    }))
    const one = { maxUnavailable: 1, selector: expect.anything() }
    expect(found).toEqual(workloads.map(({ name }) => ({ name, budgets: [{ name, spec: one }] })))
  })

  it.each(SERVICES)(
    'configures %s so that it starts, with no key that nobody reads',
    async (service) => {
      await using dir = await openTempDir()
      const { workload, container } = findService(workloads, service)
      const given = environmentOf(container, checked.objects)
      const { keys, read } = await readSchema(service)
      const unread = Object.keys(given)
        .map((key) => key.replace(/_FILE$/, ''))
        .filter((key) => !keys.includes(key) && !READ_APART.has(key))
      expect(unread).toEqual([])
      expect(given['SAFE_MODE']).toBe('off')
      const mounted = await mountSecrets(given, workload, { ...checked, dir: dir.path })
      expect(read(mounted)).toMatchObject({ HEALTH_PORT: 9090, HEALTH_HOST: '0.0.0.0' })
    },
  )

  it('hands each process its own credentials alone, as files that others cannot read', () => {
    const handed = workloads.map(({ name, pod }) => ({
      name: name.replace(/-main$/, ''),
      secrets: pod.volumes.flatMap(({ secret }) => secret ?? []),
    }))
    for (const { name, secrets } of handed)
      expect(secrets).toEqual([
        expect.objectContaining({
          secretName: expect.stringMatching(new RegExp(`^${name}-access-`)),
          defaultMode: 0o440,
        }),
      ])
    const values = containers.flatMap(({ env }) => env.flatMap(({ value }) => value ?? []))
    expect(values.filter((value) => /:\/\/[^/]*@/.test(value))).toEqual([])
  })
})

function findService(workloads: readonly Workload[], service: string) {
  for (const workload of workloads)
    for (const container of workload.pod.containers)
      if (serviceOf(container) === service) return { workload, container }
  throw new Error(`nothing runs ${service}`)
}
