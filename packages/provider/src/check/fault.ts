/** A place in the contract and what is wrong there. */
export type Fault = readonly [path: string, words: string]
