import { serviceEnvironment } from '@surefoot/shared'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ROOT, serviceEntry } from '../src/paths.ts'
import { SERVICES } from '../src/services.ts'

/** Read by `readSafeMode`, before any schema. */
const READ_APART = ['SAFE_MODE']

async function readKeys(): Promise<string[]> {
  const keys = new Set([...READ_APART, ...Object.keys(serviceEnvironment.shape)])
  for (const name of SERVICES) {
    const exported: Record<string, unknown> = await import(join(serviceEntry(name), '../config.ts'))
    for (const schema of Object.values(exported))
      if (schema instanceof z.ZodObject) for (const key of Object.keys(schema.shape)) keys.add(key)
  }
  return [...keys].toSorted()
}

function keysIn(file: string, pattern: RegExp): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].toSorted()
}

test('.env.example names every key that a service reads, and no other', async () => {
  expect(keysIn('.env.example', /^(?:# )?([A-Z][A-Z_]+)=/gm)).toEqual(await readKeys())
})

test('docs/configuration.md explains every key that a service reads', async () => {
  const explained = readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8')
  const missing = (await readKeys()).filter((key) => !explained.includes(`\`${key}\``))
  expect(missing).toEqual([])
})
