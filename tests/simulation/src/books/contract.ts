import type { Account } from '@surefoot/shared/messages'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** The longest a bookmaker of the simulation holds a bet before it says yes or no. */
export const LONGEST_DELAY_MS = 4000

export interface House {
  readonly providerId: string
  readonly origin: string
  /** Its contract, as it is imported. */
  readonly document: Readonly<Record<string, unknown>>
}

const document = z.record(z.string(), z.unknown())
const CONTRACTS = new URL('../../../../apps/sandbox/contracts/', import.meta.url)

/** The bookmaker of each account. */
export async function readHouses(): Promise<Readonly<Record<Account, House>>> {
  const [A, B] = await Promise.all([
    readHouse('north', 'http://north.example'),
    readHouse('south', 'http://south.example'),
  ])
  return { A, B }
}

async function readHouse(providerId: string, origin: string): Promise<House> {
  const text = await readFile(new URL(`${providerId}.json`, CONTRACTS), 'utf8')
  const contract = document.parse(JSON.parse(text))
  const origins = [origin]
  return {
    providerId,
    origin,
    document: { ...contract, version: 1, origins, longestAcceptanceDelayMs: LONGEST_DELAY_MS },
  }
}
