import type { Quote } from '@surefoot/shared/messages'
import type { ProviderContract } from '../contract/contract.ts'
import type { Fixture } from '../contract/fixture.ts'
import type { StreamSource } from '../contract/stream.ts'
import { createBook } from '../stream/book.ts'
import { compileMapper } from '../stream/mapper.ts'
import type { FrameBody, MappedFrame } from '../stream/mapper.ts'
import { compileMissing, createUnread } from '../stream/missing.ts'

/** A selection of a fixture that is no quote after its last frame. */
export interface MissingRow {
  readonly selectionId: string
  /** The fixture lists a quote of it. */
  readonly isExpected: boolean
  /** Each fact that it lacks, with the place in the contract that would give it. */
  readonly because: readonly string[]
}

/** What the map of a contract makes of the frames of one fixture. */
export interface FixtureReport {
  readonly title: string
  /** The quotes after the last frame. */
  readonly quotes: readonly Quote[]
  readonly missing: readonly MissingRow[]
  /** Rows without a quote that are too many to be explained: nothing listed is among them. */
  readonly unexplained: number
  /** Where that is not what the fixture lists. */
  readonly faults: readonly string[]
}

/** As many rows as an operator reads; those that the fixture lists are always explained. */
const MOST_EXPLAINED = 200

function bodyOf(source: StreamSource | undefined, body: string): FrameBody {
  const first = source?.decoders[0]
  return first === 'gzip' || first === 'deflate' ? Buffer.from(body, 'base64') : body
}

/** The quotes after the frames so far, and which frame took each of the others away. */
interface Standing {
  readonly quotes: Map<string, Quote>
  readonly takenBy: Map<string, number>
}

function applyFrame({ quotes, takenBy }: Standing, mapped: MappedFrame, index: number): void {
  const taken = mapped.reset ? [...quotes.keys()] : mapped.deleted
  for (const selectionId of taken) {
    quotes.delete(selectionId)
    takenBy.set(selectionId, index)
  }
  for (const quote of mapped.quotes) quotes.set(quote.selectionId, quote)
}

function compareQuote(expected: Fixture['quotes'][number], quote: Quote): string[] {
  const found = new Map<string, unknown>(Object.entries(quote))
  return Object.entries(expected).flatMap(([name, value]) =>
    found.get(name) === value
      ? []
      : `selection ${expected.selectionId}: ${name} is ${String(found.get(name))}, expected ${String(value)}`,
  )
}

function compareQuotes(
  expected: Fixture['quotes'],
  quotes: ReadonlyMap<string, Quote>,
  missing: readonly MissingRow[],
): string[] {
  const unexpected = new Set(quotes.keys())
  const why = new Map(missing.map(({ selectionId, because }) => [selectionId, because.join('; ')]))
  const faults = expected.flatMap((each) => {
    const { selectionId } = each
    const quote = quotes.get(selectionId)
    unexpected.delete(selectionId)
    return quote === undefined
      ? [`selection ${selectionId} gives no quote: ${why.get(selectionId) ?? ''}`]
      : compareQuote(each, quote)
  })
  for (const selectionId of unexpected)
    faults.push(`selection ${selectionId} gives a quote that is not expected`)
  return faults
}

function explainAbsent(takenBy: number | undefined): string {
  return takenBy === undefined
    ? 'no rule of the table "selection" gave a row with this key'
    : `frame ${takenBy} took it away, and no later frame gave it again`
}

/** Compiles the contract's map once, for all its fixtures. */
export function compileReplay(contract: ProviderContract): (fixture: Fixture) => FixtureReport {
  const unread = createUnread()
  const createMapper = compileMapper(contract, unread)
  const explain = compileMissing(contract, unread)
  return (fixture) => {
    const book = createBook()
    const mapper = createMapper(book)
    const standing: Standing = { quotes: new Map(), takenBy: new Map() }
    const faults = fixture.frames.flatMap(({ source, event, body }, index) => {
      const mapped = mapper.map(source, {
        event,
        body: bodyOf(contract.stream.sources[source], body),
      })
      applyFrame(standing, mapped, index)
      const found = mapped.matched
        ? mapped.faults
        : [...mapped.faults, 'no rule of the map meets it']
      return found.map((fault) => `frame ${index}: ${fault}`)
    })
    const { quotes, takenBy } = standing
    const expected = new Set(fixture.quotes.map(({ selectionId }) => selectionId))
    const rows = [...book.selections()].filter(({ key }) => !quotes.has(key))
    const known = new Set(rows.map(({ key }) => key))
    const absent = [...expected].filter((key) => !quotes.has(key) && !known.has(key))
    const explained = rows.filter(({ key }, at) => at < MOST_EXPLAINED || expected.has(key))
    const missing: MissingRow[] = [
      ...explained.map((row) => ({
        selectionId: row.key,
        isExpected: expected.has(row.key),
        because: explain(row),
      })),
      ...absent.map((selectionId) => ({
        selectionId,
        isExpected: true,
        because: [explainAbsent(takenBy.get(selectionId))],
      })),
    ]
    return {
      title: fixture.title,
      quotes: [...quotes.values()],
      missing,
      unexplained: rows.length - explained.length,
      faults: [...faults, ...compareQuotes(fixture.quotes, quotes, missing)],
    }
  }
}
