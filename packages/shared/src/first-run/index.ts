export type { FirstRunContract, FirstRunFacts } from './facts.ts'
export type { FirstRunLine, LineState } from './line.ts'
export { findProvider } from './find-provider.ts'
export { listFirstRunLines, presentLines, unknownLines } from './list-lines.ts'
