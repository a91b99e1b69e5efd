import { serviceEnvironment } from '@surefoot/shared'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ROOT } from '../src/paths.ts'
import { readOwnSchemas } from '../src/service-keys.ts'
import { SERVICES } from '../src/services.ts'

interface Key {
  readonly services: readonly string[]
  readonly isRequired: boolean
  /** As a person writes it; null where there is none that could be written down. */
  readonly preset: string | null
}

/** Read by `readSafeMode`, before any schema. */
const READ_APART: Key = { services: ['all'], isRequired: false, preset: null }

let keys: Map<string, Key>

beforeAll(async () => {
  keys = new Map([['SAFE_MODE', READ_APART]])
  addKeys('all', serviceEnvironment)
  for (const name of SERVICES) {
    for (const schema of await readOwnSchemas(name)) addKeys(name, schema)
  }
})

/** Throws if two services read a key by different defaults: the documents could tell only one of them. */
function addKeys(service: string, { shape }: z.ZodObject): void {
  for (const [key, schema] of Object.entries(shape)) {
    const unset = z.safeParse(schema, undefined)
    const preset = unset.success && unset.data !== undefined ? String(unset.data) : null
    const read = { isRequired: !unset.success, preset: preset === '' ? null : preset }
    const { services = [], ...before } = keys.get(key) ?? {}
    if (services.length > 0) expect({ key, ...read }).toEqual({ key, ...before })
    keys.set(key, { ...read, services: [...new Set([...services, service])] })
  }
}

interface Documented {
  readonly key: string
  readonly preset: string
  readonly services: string
}

/** The table's rows; one row may tell of several keys, with one default for all or one for each. */
function readTable(): Documented[] {
  const text = readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8')
  return text.split('\n').flatMap((line) => {
    const [, names = '', presets = '', services = ''] = line.split('|').map((cell) => cell.trim())
    if (!names.startsWith('`')) return []
    const named = names.split(', ')
    const cells = named.length === 1 ? [presets] : presets.split(', ')
    return named.map((name, index) => ({
      key: name.replaceAll('`', ''),
      preset: cells[index] ?? cells[0] ?? '',
      services,
    }))
  })
}

/** `KEY=value`, or commented out. */
function readExample(): { key: string; value: string; isCommented: boolean }[] {
  const text = readFileSync(join(ROOT, '.env.example'), 'utf8')
  return [...text.matchAll(/^(# )?([A-Z][A-Z_]+)=(.*)$/gm)].map(
    ([, mark, key = '', value = '']) => ({
      key,
      value,
      isCommented: mark !== undefined,
    }),
  )
}

const namesOf = (rows: readonly { readonly key: string }[]) => rows.map(({ key }) => key).toSorted()
const readNames = () => [...keys.keys()].toSorted()

test('.env.example names every key that a service reads, once, and no other', () => {
  expect(namesOf(readExample())).toEqual(readNames())
})

test('.env.example sets what must be set, and shows the default of everything else', () => {
  for (const { key, value, isCommented } of readExample()) {
    const { isRequired, preset } = keys.get(key) ?? READ_APART
    const shown = isRequired ? value : (preset ?? '')
    expect({ key, value, isCommented }).toEqual({ key, value: shown, isCommented: !isRequired })
  }
})

test('docs/configuration.md explains every key that a service reads, once, and no other', () => {
  expect(namesOf(readTable())).toEqual(readNames())
})

test('docs/configuration.md says of each key what it is unless it is set, and who reads it', () => {
  for (const { key, preset, services } of readTable()) {
    const { isRequired, preset: real, services: readers } = keys.get(key) ?? READ_APART
    const isWord = preset !== '' && preset !== '–'
    const cell = isRequired ? '–' : real === null ? isWord && preset : `\`${real}\``
    const told = { key, preset, services: services.split(', ').toSorted() }
    expect(told).toEqual({ key, preset: cell, services: readers.toSorted() })
  }
})
