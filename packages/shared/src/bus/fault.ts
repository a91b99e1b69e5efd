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
 * A request without an answer. `NO_RESPONDERS`: nobody was there, so nothing was done. `TIMEOUT`, and `FAILED` where the
 * service replied that its handler failed: it may have been done. Never to be read as "no".
 */
export type NoReplyCode = 'TIMEOUT' | 'FAILED' | 'NO_RESPONDERS'

const REASONS: Record<NoReplyCode, (subject: string) => string> = {
  TIMEOUT: (subject) => `${subject} was not answered in time; it may have been done`,
  FAILED: (subject) => `${subject} failed in its service, see its log; it may have been done`,
  NO_RESPONDERS: (subject) => `no service is listening to ${subject}`,
}

export class NoReply extends Error {
  override readonly name = 'NoReply'
  readonly code: NoReplyCode
  readonly subject: string

  constructor(code: NoReplyCode, subject: string, options?: ErrorOptions) {
    super(REASONS[code](subject), options)
    this.code = code
    this.subject = subject
  }
}
