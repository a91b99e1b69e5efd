const PREFIX = '_INBOX'

/** Where the answers to a user of the bus come: nobody else may listen there. */
export function inboxPrefixOf(user: string): string {
  return `${PREFIX}_${user}`
}

/**
 * Whether an answer may be sent there. Who answers may publish more than answers, so an asker could have one sent, in the
 * name of who answers, to a subject that itself may not publish to.
 */
export function isInbox(reply: string | undefined): boolean {
  return reply !== undefined && reply.startsWith(PREFIX)
}
