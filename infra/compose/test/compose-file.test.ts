import { PROCESSES } from '@surefoot/local'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ROOT } from '../src/paths.ts'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const secretUse = z.union([z.string(), z.object({ source: z.string() })])
const service = z.looseObject({
  image: z.string(),
  user: z.string(),
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  mem_limit: z.string(),
  cpus: z.number(),
  pids_limit: z.number(),
  profiles: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  secrets: z.array(secretUse).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
})
const {
  services,
  secrets,
  networks,
  volumes: declared,
} = z
  .object({
    services: z.record(z.string(), service),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
    networks: z.record(z.string(), z.looseObject({ internal: z.boolean().optional() })),
    volumes: z.record(z.string(), z.object({})),
  })
  .parse(parse(read('docker-compose.yml'), { merge: true }))

const find = (name: string): z.output<typeof service> => {
  const found = services[name]
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`)
  return found
}
const everyService = Object.entries(services)
const version = z.object({ version: z.string() }).parse(JSON.parse(read('package.json'))).version
const images = Object.fromEntries(
  [...read('infra/images/images.env').matchAll(/^(\w+)=(.+)$/gm)].map(([, key, tag]) => [key, tag]),
)

/** One that ends, and one whose image has nothing to ask it with. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'nats-volume': 'service_completed_successfully',
  jaeger: 'service_started',
}

describe('the composition', () => {
  it('has all processes of the desk, each under its own name on the bus', () => {
    for (const { name } of PROCESSES) {
      expect(find(name).environment['NATS_URL_FILE']).toBe(`/run/secrets/${name}.nats-url`)
      expect(find(name).secrets).toContain(`${name}.nats-url`)
    }
  })

  it.each(everyService)('keeps %s small and unprivileged', (name, one) => {
    expect(one.read_only).toBe(true)
    expect(one.cap_drop).toEqual(['ALL'])
    expect(one.security_opt).toContain('no-new-privileges:true')
    // It gives the volume to the server's user and ends.
    expect(one.user).toMatch(name === 'nats-volume' ? /^root$/ : /^[1-9]\d*:\d+$/)
  })

  it.each(everyService)('starts %s after what it needs is healthy', (_name, one) => {
    for (const [needed, { condition }] of Object.entries(one.depends_on))
      expect(condition).toBe(EXCEPTIONS[needed] ?? 'service_healthy')
  })

  it('gives every secret as a file of the one folder, and no service a secret that is not there', () => {
    for (const [name, { file }] of Object.entries(secrets))
      expect(file).toBe(`.surefoot/compose/${name}`)
    const used = everyService.flatMap(([, one]) =>
      one.secrets.map((use) => (typeof use === 'string' ? use : use.source)),
    )
    expect(new Set(used)).toEqual(new Set(Object.keys(secrets)))
  })

  it('has no password, token or key in its text', () => {
    const texts = everyService
      .flatMap(([, { environment }]) => Object.entries(environment))
      .filter(([key]) => /PASSWORD|TOKEN|(DATABASE|NATS|REDIS)_URL/.test(key))
      .filter(([key, value]) => !key.endsWith('_FILE') || !value.startsWith('/run/secrets/'))
    expect(texts).toEqual([])
  })

  it('is reached on loopback alone, and its servers on no port', () => {
    for (const [, { ports }] of everyService)
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
    expect(networks['inner']?.internal).toBe(true)
    for (const server of ['postgres', 'nats', 'redis']) {
      expect(find(server).networks).toEqual(['inner'])
      expect(find(server).ports).toEqual([])
    }
  })

  it('says by name that its services are real', () => {
    for (const { name } of PROCESSES)
      expect(find(name).environment['SAFE_MODE']).toBe('${SAFE_MODE:-off}')
  })

  it('gives each account a browser executor, with a profile that the other cannot see', () => {
    const executors = PROCESSES.filter(({ account }) => account !== undefined)
    expect(executors.map(({ account }) => account)).toEqual(['A', 'B'])
    for (const { name, account } of executors) {
      const { environment, volumes } = find(name)
      expect(environment['ACCOUNT']).toBe(account)
      expect(volumes).toEqual([`profiles-${account?.toLowerCase()}:/profiles`])
    }
    const users = everyService.filter(([, { volumes }]) =>
      volumes.some((volume) => volume.startsWith('profiles')),
    )
    expect(users).toHaveLength(executors.length)
  })

  it('gives every volume that is mounted by its name, and no other', () => {
    const mounted = everyService.flatMap(([, one]) =>
      one.volumes.map((use) => use.split(':')[0] ?? ''),
    )
    const named = mounted.filter((volume) => !volume.startsWith('.'))
    expect([...new Set(named)].toSorted()).toEqual(Object.keys(declared).toSorted())
  })

  it('brings our bookmakers, and what watches, only where they are asked for', () => {
    expect(find('sandbox').profiles).toEqual(['sandbox'])
    for (const name of ['collector', 'jaeger', 'prometheus', 'alertmanager', 'grafana'])
      expect(find(name).profiles).toEqual(['obs'])
  })
})

describe('the tags of images', () => {
  it.each(everyService)('of %s are those of images.env, or ours of this version', (_name, one) => {
    const ours = ['services', 'browser-executor', 'sandbox'].map(
      (name) => `surefoot/${name}:${version}`,
    )
    expect([...Object.values(images), ...ours]).toContain(one.image)
  })

  it('are the same where our own are built', () => {
    const built = [...read('docker-compose.yml').matchAll(/NODE_IMAGE: '(.+?)'/g)].map(
      ([, tag]) => tag,
    )
    expect(new Set(built)).toEqual(new Set([images['NODE_IMAGE']]))
  })
})
