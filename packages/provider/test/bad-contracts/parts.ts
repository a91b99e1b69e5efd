import { nestedDocument } from '../nested-contract.ts'

/** A document that was a contract to every check before, and the fault that an import names. */
export type Bad = readonly [title: string, document: unknown, fault: string]

export const { session, place, receipt, stream, openBets } = nestedDocument
const [head, ...others] = stream.map
const { slip } = place
export const first = head
export const { endpoint } = place
export const [source] = stream.sources
export const [fixture] = nestedDocument.fixtures
export const [quote] = fixture?.quotes ?? []

export const language2 = { ...nestedDocument, schema: 'provider-contract/2' }
export const withSession = (part: object) => ({
  ...nestedDocument,
  session: { ...session, ...part },
})
export const withPlace = (part: object) => ({ ...nestedDocument, place: { ...place, ...part } })
export const withSlip = (part: object) => withPlace({ slip: { ...slip, ...part } })
export const withStep = (step: object) => withPlace({ steps: [...place.steps, step] })
export const withEndpoint = (part: object) => withPlace({ endpoint: { ...endpoint, ...part } })
export const withIsBet = (isBet: unknown, part: object = {}) => ({
  ...language2,
  place: { ...place, endpoint: { ...endpoint, ...part, isBet } },
})
export const withStream = (part: object) => ({ ...nestedDocument, stream: { ...stream, ...part } })
export const withRule = (part: object) => withStream({ map: [{ ...head, ...part }, ...others] })
export const withField = (name: string, part: object) =>
  withRule({ fields: { ...head?.fields, [name]: part } })
export const withCases = (...cases: unknown[]) => ({
  ...nestedDocument,
  receipt: { ...receipt, cases },
})
export const withFixture = (part: object) => ({
  ...nestedDocument,
  fixtures: [{ ...fixture, ...part }],
})
export const text = (at: string, level: number, words?: object) => ({
  at,
  level,
  type: 'string',
  words,
})
export const form = {
  encoding: 'form',
  selectionId: '/oid',
  stake: '/amount',
  odds: '/odd',
}
