/**
 * One account's browser while it is open: its lease, its heartbeat, the requests it answers.
 *
 * 1. It answers for the account only while it is up, and while nobody else can have the account: one that stood still past
 *    its lease leaves the answer to its successor, who hears every request as well.
 * 2. It ends once, whatever ends it (asked to, crashed, lease lost), and then leaves nothing: no process, no lock, no
 *    lease, no listener.
 * 3. Asked to end, it lets the leg in hand come to its receipt first, with its lease kept, and begins no other. One that
 *    is lost waits for nothing.
 * 4. Its last word is a status with `isUp: false` and the reason.
 */
import { outsideTrace } from '@surefoot/shared/runtime'
import { createListedBets, type ListedBets } from '../bets/listed-bets.ts'
import type { AccountBrowser, AccountId, Ports, QuoteStream, SessionFacts } from '../ports.ts'
import { createAccountEvidence, type AccountEvidence } from './account-evidence.ts'
import { startHeartbeat } from './heartbeat.ts'
import type { Lease } from './lease.ts'
import { createStatusPublisher, type BrowserIdentity, type StatusFacts } from './publish-status.ts'
import { createTurns } from './turns.ts'

export interface OpenedParts extends BrowserIdentity {
  readonly lease: Lease
  readonly browser: AccountBrowser
}

/** Begin to answer the account's requests; gives what stops it and returns when all but the request to close is answered. */
export type Listen = (opened: OpenedBrowser) => Promise<() => Promise<void>>

/** A leg's own deadline ends it sooner. */
const IN_HAND_MS = 35_000

export class OpenedBrowser {
  readonly ok = true
  readonly id: AccountId
  readonly browserId: string
  readonly browser: AccountBrowser
  readonly bets: ListedBets
  readonly evidence: AccountEvidence
  /** One leg at a time is prepared or placed. */
  readonly turns = createTurns()
  readonly #ports: Ports
  readonly #lease: Lease
  readonly #publishStatus: (facts: StatusFacts) => void
  readonly #ended = Promise.withResolvers<void>()
  #facts: SessionFacts = { isLoggedIn: null, balance: null }
  #stream: QuoteStream | undefined
  #ending: Promise<void> | undefined
  readonly #lost = Promise.withResolvers<void>()
  #isLost = false
  #stopListening: (() => Promise<void>) | undefined
  #heartbeat: AsyncDisposable | undefined

  constructor(ports: Ports, parts: OpenedParts) {
    this.id = parts.id
    this.browserId = parts.browserId
    this.browser = parts.browser
    this.bets = createListedBets(parts.browser, (reading) => this.evidence.onReading(reading))
    this.evidence = createAccountEvidence(ports, {
      ...parts,
      isSimulated: parts.browser.isSimulated,
      readBets: () => this.bets.read(),
      readSession: () => parts.browser.readSession(),
      onChanged: () => {
        if (!this.isEnding) this.#tell(null)
      },
    })
    this.#ports = ports
    this.#lease = parts.lease
    this.#publishStatus = createStatusPublisher(ports, parts)
  }

  get ended(): Promise<void> {
    return this.#ended.promise
  }

  get isEnding(): boolean {
    return this.#ending !== undefined
  }

  /** To whom, and under which epoch, the account is leased: permits are given to no one else. */
  get lease(): Pick<Lease, 'holder' | 'epoch' | 'isHeld'> {
    return this.#lease
  }

  get stream(): QuoteStream | undefined {
    return this.#stream
  }

  watchStream(stream: QuoteStream): void {
    this.#stream = stream
    this.#tell(null)
  }

  async begin(listen: Listen): Promise<void> {
    this.#stopListening = await listen(this)
    this.#heartbeat = outsideTrace(() =>
      startHeartbeat({
        clock: this.#ports.clock,
        lease: this.#lease,
        browser: this.browser,
        onBeat: () => this.#tell(null),
        onFacts: (facts) => {
          this.#facts = facts
          this.evidence.onSession(facts)
        },
        onLeaseLost: () => this.#lose('Another browser executor has taken the account.'),
      }),
    )
    void this.browser.lost.then((reason) => this.#lose(reason))
    this.#tell(null)
  }

  /** Ends it, with the reason for the operator; returns when it has ended. Again is once. */
  end(reason: string): Promise<void> {
    return (this.#ending ??= this.#finish(reason))
  }

  async #finish(reason: string): Promise<void> {
    await this.#untilLost(this.turns.take(async () => undefined))
    // Our own closing looks like a loss.
    const wasLost = this.#isLost
    // Another may have the account by now, and answers for it.
    if (wasLost) void this.#stopListening?.()
    const stopping = this.#heartbeat?.[Symbol.asyncDispose]()
    await this.browser.close().catch((error: unknown) => {
      this.#ports.logger.error({ err: error, ...this.id }, 'a browser was not closed cleanly')
    })
    if (!wasLost) await this.#stopListening?.()
    await stopping
    await this.#lease.release()
    this.#tell(reason)
    this.#ended.resolve()
  }

  /** Wait for a step, unless the browser is lost or it takes too long. */
  async #untilLost(step: Promise<void>): Promise<void> {
    const ended = new AbortController()
    const late = this.#ports.clock.delay(IN_HAND_MS, ended.signal).catch(() => undefined)
    await Promise.race([this.#lost.promise, step, late])
    ended.abort()
  }

  /** Told at once: what is left of it may take a moment to end. */
  #lose(reason: string): void {
    this.#isLost = true
    this.#lost.resolve()
    if (this.#ending !== undefined) return
    void this.end(reason)
    this.#tell(reason)
  }

  #tell(reason: string | null): void {
    const pageOrigin = reason === null ? this.browser.pageOrigin() : null
    const { stream } = this
    const { epoch } = this.#lease
    const unread = [...this.evidence.missing()]
    this.#publishStatus({ ...this.#facts, reason, pageOrigin, epoch, stream, unread })
  }
}
