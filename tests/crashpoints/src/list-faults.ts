import { FAULT_KINDS, PROCESSES, type Fault, type FaultKind, type ProcessName } from './fault.ts'
import type { Place, Scenario } from './scenario.ts'

type Span = Pick<Scenario, 'from' | 'until'>

export type Words = Readonly<Record<ProcessName, readonly string[]>>

/** A word that is said more often in one run is a poll: how often depends on the time. */
const MOST_SAID = 4
/** Of a poll, the first and the second are boundaries like any other. */
const POLLED = 2

/** Every fault of a scenario, from the words that its processes said when nothing happened to them. */
export function listFaults(span: Span, words: Words): Fault[] {
  return PROCESSES.flatMap((process) =>
    within(process, span, boundariesOf(words[process])).flatMap((word) =>
      kindsAt(word).map((kind) => ({ process, word, kind })),
    ),
  )
}

/** `both-accepted/execution/ledger.open 1/killed-after`. */
export function nameOfCase({ name }: Pick<Scenario, 'name'>, fault: Fault): string {
  return `${name}/${fault.process}/${fault.word}/${fault.kind}`
}

function boundariesOf(words: readonly string[]): string[] {
  const said = Map.groupBy(words, nameOfWord)
  return words.filter((word) => {
    const isPoll = (said.get(nameOfWord(word))?.length ?? 0) > MOST_SAID
    return !isPoll || Number(word.slice(word.lastIndexOf(' '))) <= POLLED
  })
}

/** Without how often it was said. */
function nameOfWord(word: string): string {
  return word.slice(0, word.lastIndexOf(' '))
}

/** Where a process begins to place a leg; the hedge service is there for hedge legs alone. */
const BEGINNINGS: Readonly<Record<ProcessName, (place: Place) => string>> = {
  execution: (place) => `leg.place ${place} 1`,
  executor: (place) => `ledger.arm ${place} 1`,
  hedge: (place) => `leg.place ${place} 1`,
}

/** The words in which the scenario is not one of those above. */
function within(process: ProcessName, { from, until }: Span, words: readonly string[]): string[] {
  const placeOf = (place: Place): number => words.indexOf(BEGINNINGS[process](place))
  const isAbout = (place: Place): boolean => process !== 'hedge' || place.startsWith('H')
  const first = from === null || !isAbout(from) ? 0 : placeOf(from)
  if (first === -1) return []
  if (until === undefined) return words.slice(first)
  if (process === 'hedge') return []
  const last = placeOf(until)
  return words.slice(first, last === -1 ? undefined : last)
}

/** Who is killed after its answer was made has not sent it: that is killed before. */
function kindsAt(word: string): readonly FaultKind[] {
  return nameOfWord(word).endsWith(' answered')
    ? FAULT_KINDS.filter((kind) => kind !== 'killed-after')
    : FAULT_KINDS
}
