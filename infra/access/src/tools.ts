/** The user of a person's tools: the report of `npm start`, the harnesses, an erased server's nonce. */
export const TOOLS = 'tools'

export interface Tools {
  /** Whether that user exists. It may do everything, so only where all is one machine's play. */
  readonly hasTools: boolean
}
