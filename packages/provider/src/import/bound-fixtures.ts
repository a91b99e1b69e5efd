import type { ProviderContract } from '../contract/contract.ts'
import type { Decoder, StreamSource } from '../contract/stream.ts'

/** What all recorded frames may unpack to, so that no document keeps the ledger busy: ten times what a document holds. */
const LARGEST_IN_ALL = 4_000_000

const PACKED: ReadonlySet<Decoder> = new Set(['gzip', 'deflate'])

function isPacked({ decoders }: StreamSource): boolean {
  return decoders.some((decoder) => PACKED.has(decoder))
}

/** The contract with its packed sources bounded to what one recorded frame may unpack to. */
export function boundFixtures(contract: ProviderContract): ProviderContract {
  const { sources } = contract.stream
  const packed = new Set(sources.flatMap((source, at) => (isPacked(source) ? [at] : [])))
  const frames = contract.fixtures.flatMap((fixture) => fixture.frames)
  const count = frames.filter(({ source }) => packed.has(source)).length
  if (count === 0) return contract
  const largest = Math.floor(LARGEST_IN_ALL / count)
  const bounded = sources.map((source) =>
    isPacked(source)
      ? Object.assign({}, source, {
          largestFrameBytes: Math.min(source.largestFrameBytes, largest),
        })
      : source,
  )
  return { ...contract, stream: { ...contract.stream, sources: bounded } }
}

/** Why a packed frame may have failed though its source takes larger ones. */
export function explainBound(whole: ProviderContract, bounded: ProviderContract): string[] {
  return bounded.stream.sources.flatMap(({ largestFrameBytes }, at) =>
    largestFrameBytes === whole.stream.sources[at]?.largestFrameBytes
      ? []
      : [
          `fixtures: a recorded frame of source ${at} may unpack to ${largestFrameBytes} bytes, and all of them to ${LARGEST_IN_ALL}: record fewer or smaller ones`,
        ],
  )
}
