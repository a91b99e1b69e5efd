import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { OBSERVE, PROMETHEUS } from '../src/paths.ts'

const ROOT = join(OBSERVE, '../..')

/** A path of this repository in a document. */
const NAMED_FILE =
  /`((?:apps|infra|packages|services|tests)\/[\w./-]+\.(?:ts|tsx|sql|prisma|yml|json))`/g

test('every file of this repository that a document names is there', () => {
  const folders = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  const documents = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    ...folders.filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
  ]
  const named = documents.flatMap((document) =>
    [...readFileSync(join(ROOT, document), 'utf8').matchAll(NAMED_FILE)].map(([, path = '']) => ({
      document,
      path,
    })),
  )
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([])
})

test('a shell and the images run the Node that is installed with the dependencies', () => {
  const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
  const { devDependencies } = JSON.parse(read('package.json'))
  expect(read('.nvmrc').trim()).toBe(devDependencies.node)
  expect(read('infra/images/images.env')).toContain(`\nNODE_IMAGE=node:${devDependencies.node}-`)
})

test('Prometheus looks for every process', () => {
  const { scrape_configs: scrapes } = parse(readFileSync(PROMETHEUS, 'utf8'))
  const names = scrapes[0].dns_sd_configs[0].names
  const expected = readdirSync(join(ROOT, 'services')).flatMap((service) =>
    service === 'browser-executor' ? [`${service}-a`, `${service}-b`] : [service],
  )
  expect(names.toSorted()).toEqual(expected.toSorted())
})
