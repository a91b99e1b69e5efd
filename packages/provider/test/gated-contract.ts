import { nestedDocument } from './nested-contract.ts'

/** Places over a web socket, through a gate in the page. */
export const gatedDocument = {
  ...nestedDocument,
  id: 'gated',
  place: {
    ...nestedDocument.place,
    endpoint: undefined,
    gate: { socket: '/bets', selectionId: '/selection' },
  },
  receipt: { ...nestedDocument.receipt, follow: undefined },
}
