import type { CompiledContract, Frame } from '@surefoot/provider'
import type { Bus, ScopeFilter } from '@surefoot/shared/bus'
import type {
  Account,
  betsRead,
  BrowserAct,
  browserView,
  LegPlan,
  Permit,
  Receipt,
  Refusal,
  Reply,
  Slip,
} from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'
import type { z } from 'zod'

/** Whose browser. */
export interface AccountId {
  readonly deskId: string
  readonly account: Account
}

export interface Clock {
  /** Milliseconds since 1970 on this machine's wall clock: compared with nothing. */
  readonly epochMs: () => number
  /** Milliseconds that are never set back, for deadlines inside this process. */
  readonly monotonicMs: () => number
  /** Throws when the signal is aborted. */
  readonly delay: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Calls `step` again and again until disposed. */
  readonly every: (ms: number, step: () => void) => Disposable
}

/** Takes what a watched page receives, in the order of arrival. */
export interface FrameSink {
  /** The page was loaded anew: what was known from it is void. */
  readonly onPageLoad: () => void
  readonly onFrame: (source: number, frame: Frame) => void
  /** Something that the page received was not read, and why: what was known before may be outdated. */
  readonly onUnread: (why: string) => void
}

export interface StreamCounts {
  readonly firstPacketAt: number | null
  readonly lastPacketAt: number | null
  readonly quotesMapped: number
}

/** The quotes that a watched page receives, and how many came. */
export interface QuoteStream extends FrameSink {
  readonly contract: CompiledContract
  readonly counts: () => StreamCounts
}

/** What the page says of who is logged in; null where it cannot be told. */
export interface SessionFacts {
  readonly isLoggedIn: boolean | null
  readonly balance: string | null
}

/** A point of the page, in CSS pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** The slip as it was read, and where to click to place it. */
export interface AimedSlip {
  readonly slip: Slip
  readonly target: Point
}

export type AimReply = ({ readonly ok: true } & AimedSlip) | Refusal

/** One submit that the ledger has permitted. */
export interface Submit {
  readonly plan: LegPlan
  readonly permit: Permit
  readonly aimed: AimedSlip
  /** On the monotonic clock: nothing leaves from here on. */
  readonly expiresAtMs: number
  /** How long to wait for the provider's last word. */
  readonly waitMs: number
  /** The provider holds the bet; called at most once, not waited for. */
  readonly onPending: (receipt: Receipt) => void
}

export type BrowserView = z.infer<typeof browserView.reply>

/** One account's browser, real or simulated. What it cannot do now is refused; a fault is thrown. */
export interface AccountBrowser {
  readonly isSimulated: boolean
  /** Settles with the reason if the browser goes without being asked to. */
  readonly lost: Promise<string>
  readonly pageOrigin: () => string | null
  /** Guard the place endpoint, reload the page and hand over what its stream says. */
  readonly watch: (contract: CompiledContract, sink: FrameSink) => Promise<void>
  readonly readSession: () => Promise<SessionFacts>
  /** Put the leg on the slip by the contract's steps, then aim. */
  readonly prepare: (plan: LegPlan) => Promise<AimReply>
  /** Read the slip as it is. Refused if it is not this leg, or may not be placed. */
  readonly aim: (plan: LegPlan) => Promise<AimReply>
  /** Never throws: from the click on, what went wrong is a receipt of UNKNOWN. */
  readonly submit: (submit: Submit) => Promise<Receipt>
  readonly readBets: () => Promise<Reply<typeof betsRead.reply>>
  /** A picture of the tab in front. Throws if the browser cannot give one. */
  readonly view: () => Promise<BrowserView>
  /** Do what a person asks, in order. Throws at the first that cannot be done. */
  readonly act: (acts: readonly BrowserAct[]) => Promise<void>
  /** Returns when no process of it is left. */
  readonly close: () => Promise<void>
}

/** What a browser is opened with. The token is the extension's; it goes nowhere else. */
export interface LaunchOrder {
  readonly id: AccountId
  readonly browserId: string
  readonly url: URL
  readonly token: string
  readonly allowedOrigins: ReadonlySet<string>
}

/** Opens a browser at a URL. Throws a Fault with a sentence for the operator if it does not open. */
export type LaunchBrowser = (order: LaunchOrder) => Promise<AccountBrowser>

/** Which executions have begun in this process's browsers. */
export interface ExecutionsInProgress {
  readonly isStopping: () => boolean
  /** False: its execution may not begin here any more. */
  readonly admit: (plan: LegPlan) => boolean
  /** Begin nothing new; returns when all that has begun is closed, no browser is left, or it took too long. */
  readonly finish: (hasBrowsers: () => boolean) => Promise<void>
}

/** All that the service needs from outside. */
export interface Surroundings {
  readonly bus: Bus
  readonly logger: Logger
  readonly clock: Clock
  readonly newId: () => string
  /** 32 random bytes, base64url. */
  readonly newToken: () => string
  readonly launch: LaunchBrowser
  readonly configuredOrigins: readonly string[]
  /** Whose browsers this executor opens. A process serves one account; a harness may hold several in one. */
  readonly serves: ScopeFilter
  /** Names this process in the status of its browsers. */
  readonly executorId: string
  /** How long executions that have begun here are waited for when the process is told to stop. Left out: not at all. */
  readonly drainMs?: number
}

/** What the parts of the service share. */
export interface Ports extends Surroundings {
  readonly inProgress: ExecutionsInProgress
}
