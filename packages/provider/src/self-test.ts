import type { Quote } from '@surefoot/shared/messages'
import type { CompiledContract } from './compile-contract.ts'
import { compileContract } from './compile-contract.ts'
import type { ProviderContract } from './contract/contract.ts'
import type { Fixture } from './contract/fixture.ts'
import type { StreamSource } from './contract/stream.ts'
import type { FrameBody } from './stream/mapper.ts'

export type SelfTest = { readonly ok: true } | { readonly ok: false; readonly faults: string[] }

function bodyOf(source: StreamSource | undefined, body: string): FrameBody {
  const first = source?.decoders[0]
  return first === 'gzip' || first === 'deflate' ? Buffer.from(body, 'base64') : body
}

/** The quotes that stand after all frames, by selection. */
function replay(
  compiled: CompiledContract,
  fixture: Fixture,
  faults: string[],
): Map<string, Quote> {
  const mapper = compiled.createMapper()
  const quotes = new Map<string, Quote>()
  for (const [index, { source, event, body }] of fixture.frames.entries()) {
    const mapped = mapper.map(source, {
      event,
      body: bodyOf(compiled.contract.stream.sources[source], body),
    })
    faults.push(...mapped.faults.map((fault) => `frame ${index}: ${fault}`))
    if (!mapped.matched) faults.push(`frame ${index}: no rule of the map meets it`)
    if (mapped.reset) quotes.clear()
    for (const selectionId of mapped.deleted) quotes.delete(selectionId)
    for (const quote of mapped.quotes) quotes.set(quote.selectionId, quote)
  }
  return quotes
}

function compareQuotes(expected: Fixture['quotes'], quotes: ReadonlyMap<string, Quote>): string[] {
  const faults: string[] = []
  const unexpected = new Set(quotes.keys())
  for (const quote of expected) {
    const found = new Map<string, unknown>(Object.entries(quotes.get(quote.selectionId) ?? {}))
    unexpected.delete(quote.selectionId)
    if (found.size === 0) faults.push(`selection ${quote.selectionId} gives no quote`)
    else {
      for (const [name, value] of Object.entries(quote)) {
        const mapped = found.get(name)
        if (mapped !== value)
          faults.push(
            `selection ${quote.selectionId}: ${name} is ${String(mapped)}, expected ${String(value)}`,
          )
      }
    }
  }
  for (const selectionId of unexpected)
    faults.push(`selection ${selectionId} gives a quote that is not expected`)
  return faults
}

/** Runs the contract's recorded frames through its own map. Each fault names its fixture. */
export function selfTest(contract: ProviderContract): SelfTest {
  const compiled = compileContract(contract)
  const faults = contract.fixtures.flatMap((fixture) => {
    const found: string[] = []
    const quotes = replay(compiled, fixture, found)
    return [...found, ...compareQuotes(fixture.quotes, quotes)].map(
      (fault) => `${fixture.title}: ${fault}`,
    )
  })
  return faults.length === 0 ? { ok: true } : { ok: false, faults }
}
