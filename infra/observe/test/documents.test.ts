import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { metricsTable } from '../src/metrics-table.ts'
import { OBSERVE, PROMETHEUS } from '../src/paths.ts'

const ROOT = join(OBSERVE, '../..')

test('docs/observability.md lists every metric as it is defined, and no other', () => {
  const lines = readFileSync(join(ROOT, 'docs/observability.md'), 'utf8').split('\n')
  expect(lines.filter((line) => line.startsWith('| `surefoot_'))).toEqual(metricsTable())
})

test('Prometheus looks for every service', () => {
  const { scrape_configs: scrapes } = parse(readFileSync(PROMETHEUS, 'utf8'))
  const names = scrapes[0].dns_sd_configs[0].names
  expect(names.toSorted()).toEqual(readdirSync(join(ROOT, 'services')).toSorted())
})
