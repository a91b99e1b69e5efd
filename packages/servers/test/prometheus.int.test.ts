import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPrometheus } from '../src/index.ts'

const env = { PATH: process.env['PATH'] }
let dir = ''

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'surefoot-prometheus-'))
})
afterEach(() => rm(dir, { recursive: true, force: true, maxRetries: 3 }))

test('Prometheus is ready when it is opened, reads its configuration, and is gone when stopped', async () => {
  const configFile = join(dir, 'prometheus.yml')
  await writeFile(configFile, 'global: { scrape_interval: 77s }')
  const server = await openPrometheus({ dir, env, configFile })
  expect((await fetch(`${server.url}/-/ready`)).status).toBe(200)
  const config = await fetch(`${server.url}/api/v1/status/config`)
  expect(await config.text()).toContain('scrape_interval: 1m17s')
  await server.stop()
  await expect(fetch(`${server.url}/-/ready`)).rejects.toThrow('fetch failed')
})

test('a configuration that Prometheus does not take is told in its own words', async () => {
  const configFile = join(dir, 'prometheus.yml')
  await writeFile(configFile, 'global: { scrape_intervall: 77s }')
  await expect(openPrometheus({ dir, env, configFile })).rejects.toThrow('scrape_intervall')
})
