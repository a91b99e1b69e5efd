/** What can go wrong between processes: at each message, with the chance that the seed drew. */
export const MESSAGE_FAULTS = [
  'request_lost',
  'reply_lost',
  'event_lost',
  'message_delayed',
  'message_doubled',
  'redis_lost_before',
  'redis_lost_after',
  'redis_slow',
] as const

/** What can go wrong with a work queue. */
export const QUEUE_FAULTS = ['enqueue_lost', 'enqueue_answer_lost', 'ack_lost'] as const

/** What a bookmaker may do to a bet. */
export const BOOK_FAULTS = [
  'book_rejects',
  'book_reduces',
  'book_takes_little',
  'book_worsens',
  'book_pends',
  'book_loses_answer',
  'book_is_slow',
  'book_takes_late',
  'book_answers_in_hundredths',
  'book_answers_older_bet',
] as const

/** What a bookmaker may do to a bet of which a seed has few: the first hedge of an execution, and one that waits. */
export const SELDOM_FAULTS = [
  'book_rejects_hedge',
  'book_drops_hedge',
  'book_refuses_pending',
] as const

/** What who looks at a bookmaker's page may find. */
export const PAGE_FAULTS = [
  'book_suspends',
  'book_moves_odds',
  'book_limits',
  'book_is_unreadable',
  'book_logs_out',
] as const

/** What happens to a process, a server or the desk at an instant. */
export const STROKES = [
  'execution_killed',
  'hedge_killed',
  'executor_killed',
  'execution_frozen',
  'hedge_frozen',
  'executor_frozen',
  'ledger_away',
  'clock_set',
  'clock_mended',
  'browser_lost',
  'redis_erased',
  'streams_erased',
  'operator_halts_new',
  'operator_halts_all',
  'operator_runs',
  'operator_changes_venue',
  'request_repeated',
  'bets_end',
  'bet_voided',
] as const

export const FAULTS = [
  ...MESSAGE_FAULTS,
  ...QUEUE_FAULTS,
  ...BOOK_FAULTS,
  ...SELDOM_FAULTS,
  ...PAGE_FAULTS,
  ...STROKES,
] as const
/** A fault that may happen at each message, bet or look. */
export type PassingFault =
  | (typeof MESSAGE_FAULTS)[number]
  | (typeof QUEUE_FAULTS)[number]
  | (typeof BOOK_FAULTS)[number]
  | (typeof SELDOM_FAULTS)[number]
  | (typeof PAGE_FAULTS)[number]
export type Stroke = (typeof STROKES)[number]
export type FaultKind = (typeof FAULTS)[number]
