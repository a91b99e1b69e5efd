/** What the one who catches a fault should do about it. */
export type Remedy = 'drop' | 'retry' | 'reconcile' | 'halt'

/** Something that should not have happened, with a code for programs and a remedy for whoever catches it. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: string
  readonly remedy: Remedy

  constructor(code: string, message: string, remedy: Remedy, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.remedy = remedy
  }
}

/**
 * A request without an answer. `NO_RESPONDERS`: nobody was there, so nothing was done. `TIMEOUT`: it may have been done.
 * Never to be read as "no".
 */
export class NoReply extends Error {
  override readonly name = 'NoReply'
  readonly code: 'TIMEOUT' | 'NO_RESPONDERS'
  readonly subject: string

  constructor(code: 'TIMEOUT' | 'NO_RESPONDERS', subject: string, options?: ErrorOptions) {
    super(
      code === 'TIMEOUT'
        ? `${subject} was not answered in time; it may have been done`
        : `no service is listening to ${subject}`,
      options,
    )
    this.code = code
    this.subject = subject
  }
}
