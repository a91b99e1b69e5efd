/** The address leads to a server that follows another. */
export class StandbyError extends Error {
  override readonly name = 'StandbyError'

  constructor() {
    super(
      'DATABASE_URL leads to a Postgres that is a standby: it can keep nothing. Promote it, or let the address lead to the primary.',
    )
  }
}
