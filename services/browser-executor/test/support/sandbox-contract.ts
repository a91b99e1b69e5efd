import { compileContract, readContract, type CompiledContract } from '@surefoot/provider'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** A sandbox bookmaker's contract as it is shipped, for an origin. */
export async function readSandboxDocument(
  house: 'north' | 'south',
  origin: string,
): Promise<Record<string, unknown>> {
  const url = new URL(`../../../../apps/sandbox/contracts/${house}.json`, import.meta.url)
  const text = await readFile(url, 'utf8')
  return { ...z.record(z.string(), z.unknown()).parse(JSON.parse(text)), origins: [origin] }
}

export async function readSandboxContract(
  house: 'north' | 'south',
  origin: string,
): Promise<CompiledContract> {
  const reading = readContract(await readSandboxDocument(house, origin))
  if (!reading.ok) throw new Error(reading.faults.join('; '))
  return compileContract(reading.contract)
}
