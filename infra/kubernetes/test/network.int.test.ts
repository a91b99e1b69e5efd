import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../src/manifest.ts'
import { flowsBetween, flowsIn, flowsOut, policiesOf, type Policy } from './flows.ts'
import { openCopy, OVERLAYS, type Copy, type Overlay } from './rendered.ts'
import { picks, workloadsOf, type Workload } from './workloads.ts'

const SERVICES = [
  'audit',
  'browser-executor-a-main',
  'browser-executor-b-main',
  'execution',
  'gateway-main',
  'hedge',
  'notify-main',
  'scanner',
  'worker-main',
]
const EVERYWHERE = [
  ...SERVICES.map((service) => `${service} → nats:4222`),
  'browser-executor-a-main → gateway-main:8080',
  'browser-executor-b-main → gateway-main:8080',
  'execution → redis:6379',
]
const WITHIN: Readonly<Record<Overlay, readonly string[]>> = {
  small: [...EVERYWHERE, 'audit → postgres:5432'],
  production: [...EVERYWHERE, 'nats → nats:6222', 'redis → redis:6379'],
}
const TO_BOOKMAKERS = ['browser-executor-a-main', 'browser-executor-b-main'].flatMap((executor) => [
  `${executor} → 0.0.0.0/0:443`,
  `${executor} → 2000::/3:443`,
])
const TO_RECEIVERS = ['0.0.0.0/0', '2000::/3'].flatMap((range) =>
  [443, 465, 587].map((port) => `notify-main → ${range}:${port}`),
)
const OUT: Readonly<Record<Overlay, readonly string[]>> = {
  small: [...TO_BOOKMAKERS, ...TO_RECEIVERS],
  production: [
    ...TO_BOOKMAKERS,
    ...TO_RECEIVERS,
    ...SERVICES.map((service) => `${service} → monitoring:4318`),
    'audit → 10.40.0.10/32:5432',
    'audit → 10.40.0.11/32:5432',
  ],
}
const IN = [
  ...SERVICES.map((service) => `monitoring → ${service}:9090`),
  'ingress-nginx → gateway-main:8080',
]

describe.each(OVERLAYS)('the network of the overlay %s', (overlay) => {
  let copy: Copy
  let objects: readonly Manifest[]
  let policies: readonly Policy[]
  let pods: readonly Workload[]
  beforeAll(async () => {
    copy = await openCopy(overlay)
    ;({ objects } = await copy.check())
    policies = policiesOf(objects)
    pods = workloadsOf(objects)
  })
  afterAll(() => copy[Symbol.asyncDispose]())

  it('lets no pod hear or say anything that is not named', () => {
    const closed = policies.filter(({ podSelector }) =>
      pods.every(({ labels }) => picks(podSelector, labels)),
    )
    expect(closed.flatMap(({ policyTypes }) => policyTypes)).toEqual(
      expect.arrayContaining(['Ingress', 'Egress']),
    )
  })

  it('lets exactly these speak to each other', () => {
    expect(flowsBetween(policies, pods).toSorted()).toEqual(WITHIN[overlay].toSorted())
  })

  it('lets exactly these reach beyond it, besides asking for names', () => {
    const out = flowsOut(policies, pods).filter((flow) => !flow.endsWith('→ kube-system:53'))
    expect(out.toSorted()).toEqual(OUT[overlay].toSorted())
  })

  it('lets exactly these in', () => {
    expect(flowsIn(policies, pods).toSorted()).toEqual(IN.toSorted())
  })

  it('keeps browsers from every private address', () => {
    const blocks = policies
      .flatMap(({ egress }) => egress)
      .flatMap(({ to }) => to)
      .flatMap(({ ipBlock }) => (ipBlock?.cidr === '0.0.0.0/0' ? (ipBlock.except ?? []) : []))
    for (const range of [
      '10.0.0.0/8',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '169.254.0.0/16',
      '127.0.0.0/8',
    ])
      expect(blocks).toContain(range)
  })
})
