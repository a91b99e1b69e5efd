export { isCoherent, mirror, type Selection } from './coherent.ts'
export { describeMarket, describeOutcome } from './describe.ts'
export { negateLine, plainLine, readLine } from './line.ts'
export { MARKETS, type Score, type Share } from './market-table.ts'
