import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { readLength } from '../chain/verify-chain.ts'
import type { Reader } from '../database/open-database.ts'
import { findPublicKey, type KeyPlace } from './anchor-key.ts'
import { isSigned, type Anchor } from './anchor.ts'
import { anchorFileOf, readAnchors } from './anchor-file.ts'

export interface AnchorVerdict {
  /** Anchors that the chain was compared with. */
  readonly compared: number
  /** Where the chain is not what was anchored, or an anchor is not ours, as sentences. */
  readonly faults: readonly string[]
  /** Why the chain could not be compared, or not with all: what is not known is not taken for sound. Null: with all. */
  readonly unknown: string | null
}

const UNCOMPARED = 'whether the whole chain was made again, or cut back to an earlier state'

/** Compares the chain with every anchor of a folder: each has its link, with its hash. */
export async function verifyAnchors(reader: Reader, place: KeyPlace): Promise<AnchorVerdict> {
  const file = anchorFileOf(place.dir)
  const found = await readAnchors(place.dir)
  const key = await findPublicKey(place)
  if (found === undefined || key === undefined)
    return notKnown(`${found === undefined ? file : `the key of ${file}`} is not there`)
  const anchors = found.filter((anchor) => anchor !== null)
  const unread = found.length - anchors.length
  if (anchors.length === 0) return notKnown(`${file} has no anchor`)
  const faults = [...findForeign(anchors, key, file), ...(await findOther(reader, anchors))]
  const unknown = unread === 0 ? null : `${unread} lines of ${file} cannot be read.`
  return { compared: anchors.length, faults, unknown }
}

export function notKnown(because: string): AnchorVerdict {
  return { compared: 0, faults: [], unknown: `It is not known ${UNCOMPARED}: ${because}.` }
}

function findForeign(anchors: readonly Anchor[], key: KeyObject, file: string): string[] {
  const foreign = anchors.filter((anchor) => !isSigned(anchor, key))
  return foreign.map(
    ({ sequence }) => `The anchor of link ${sequence} in ${file} is not signed with the key.`,
  )
}

const links = z.array(z.object({ sequence: z.number(), hash: z.string() }))
/** Numbers of one question. */
const AT_ONCE = 10_000

async function findOther(reader: Reader, anchors: readonly Anchor[]): Promise<string[]> {
  const last = await readLength(reader)
  const faults: string[] = []
  for (let from = 0; from < anchors.length; from += AT_ONCE) {
    const part = anchors.slice(from, from + AT_ONCE)
    const sequences = part.map(({ sequence }) => sequence)
    const found = links.parse(
      await reader.$queryRaw`SELECT "sequence", "hash" FROM "audit_chain" WHERE "sequence" = ANY (${sequences}::int[])`,
    )
    const hashes = new Map(found.map(({ sequence, hash }) => [sequence, hash]))
    for (const anchor of part) {
      const hash = hashes.get(anchor.sequence)
      if (hash === anchor.hash) continue
      faults.push(hash === undefined ? describeCut(anchor, last) : describeOther(anchor))
    }
  }
  return faults
}

function describeCut({ sequence, at }: Anchor, last: number): string {
  return `The chain was cut back: it ends at link ${last}, and link ${sequence} was anchored at ${at}.`
}

function describeOther({ sequence, at }: Anchor): string {
  return `The chain was made again: link ${sequence} has another hash than was anchored at ${at}.`
}
