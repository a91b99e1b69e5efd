/** The code under which every service writes of a message that does not fit its schema. */
export const MALFORMED_MESSAGE = 'MALFORMED_MESSAGE'

export interface DroppedMessage {
  readonly service: string
  readonly subject: string
  readonly message: string
}

/** A sentence for each service and subject: how many messages it did not get, and what was wrong with the first. */
export function describeDropped(dropped: readonly DroppedMessage[]): string[] {
  const groups = Map.groupBy(dropped, ({ service, subject }) => `${service} ${subject}`)
  return [...groups.values()].map(
    ([first, ...others]) =>
      `${first?.service ?? ''} dropped messages that do not fit, ${others.length + 1} in all. The first: ${first?.message ?? ''}`,
  )
}
