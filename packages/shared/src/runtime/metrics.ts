/**
 * Every metric of the system: what it is called, in which unit, what it means and who records it. docs/reference/metrics.md
 * is printed from this list, and tests compare alerts and dashboards with it.
 *
 * What must be right after a restart (money, states) is a gauge read from the ledger at each scrape. Counters and histograms
 * are of one process and begin anew with it, which `rate` and `increase` expect.
 */
import { accountState } from '../messages/account-state.ts'
import { account } from '../messages/common.ts'
import { trading } from '../messages/control.ts'
import { hedgeStep } from '../messages/ledger/execution.ts'
import { legRole } from '../messages/leg.ts'
import { counter, gauge, histogram } from './metrics-instrument.ts'

const FROM_A_MILLISECOND = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
]
const FROM_TEN_MICROSECONDS = [
  0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
]

const accounts = account.options
const DESK = { desk: 'open' } as const
const DESK_ACCOUNT = { desk: 'open', account: accounts } as const

/** Legs of which the last word is not said. */
export const UNSETTLED_STATES = ['AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED'] as const
/** As the gateway's needs name them. */
const NEED_KINDS = [
  'leg',
  'hedge',
  'alarm',
  'browser',
  'server',
  'halt',
  'statement',
  'account',
] as const

export const METRICS = {
  quoteAge: histogram(
    {
      name: 'surefoot_quote_age_seconds',
      meaning: 'Age of each price of an opportunity when the worker receives it.',
      by: ['worker'],
      labels: { account: accounts },
    },
    FROM_A_MILLISECOND,
  ),
  frameMap: histogram(
    {
      name: 'surefoot_frame_map_seconds',
      meaning: 'Time to turn one frame of an odds stream into quotes.',
      by: ['browser-executor'],
      labels: { account: accounts },
    },
    FROM_TEN_MICROSECONDS,
  ),
  opportunities: counter({
    name: 'surefoot_opportunities_total',
    meaning:
      'Opportunities: found, gone and doubted by the scanner, taken and declined in auto by the worker. Reason: why gone, doubted or declined, else none.',
    by: ['scanner', 'worker'],
    labels: { result: ['found', 'gone', 'doubted', 'taken', 'declined'], reason: 'open' },
  }),
  legStage: histogram(
    {
      name: 'surefoot_leg_stage_seconds',
      meaning:
        'Time of each stage of an execution. Of both legs: lock, audit (the row is written), exposure, prepare. Of one: place (from the request to the last word), and within it aim, arm, submit, receipt (it is recorded).',
      by: ['execution', 'browser-executor'],
      labels: {
        stage: ['lock', 'audit', 'exposure', 'prepare', 'place', 'aim', 'arm', 'submit', 'receipt'],
        role: [...legRole.options, 'both'],
      },
    },
    FROM_A_MILLISECOND,
  ),
  secondLegDelay: histogram(
    {
      name: 'surefoot_second_leg_delay_seconds',
      meaning: 'From the moment leg A is known to be accepted to the last word on leg B.',
      by: ['execution'],
      labels: {},
    },
    FROM_A_MILLISECOND,
  ),
  executions: counter({
    name: 'surefoot_executions_total',
    meaning: 'Executions closed in the ledger, by final status.',
    by: ['audit'],
    labels: { result: ['success', 'failed'] },
  }),
  executionsRefused: counter({
    name: 'surefoot_executions_refused_total',
    meaning: 'Requests that the execution service did not carry out, by the code of the refusal.',
    by: ['execution'],
    labels: { reason: 'open' },
  }),
  hedges: counter({
    name: 'surefoot_hedges_total',
    meaning: 'Steps of hedges written to the ledger.',
    by: ['audit'],
    labels: { step: hedgeStep.options },
  }),
  unhedgedExposure: gauge({
    name: 'surefoot_unhedged_exposure',
    meaning:
      "What bets that are exposed alone, or may be because an answer is open, lose at worst, in the accounts' currency. From the ledger; NaN while it is silent.",
    by: ['gateway'],
    labels: DESK,
  }),
  exposure: gauge({
    name: 'surefoot_exposure',
    meaning:
      'Stake outstanding of an account in the ledger, in its currency, with bets that are not ours.',
    by: ['audit'],
    labels: DESK_ACCOUNT,
  }),
  legs: gauge({
    name: 'surefoot_legs',
    meaning:
      'Legs in the ledger whose last word is not said. UNKNOWN, ESCALATED: unknown outcomes.',
    by: ['audit'],
    labels: { desk: 'open', state: UNSETTLED_STATES },
  }),
  executionsOpen: gauge({
    name: 'surefoot_executions_open',
    meaning: 'Executions that are not closed in the ledger.',
    by: ['audit'],
    labels: DESK,
  }),
  exposureRebuilt: counter({
    name: 'surefoot_exposure_rebuilt_total',
    meaning: 'Times that the counts in Redis differed from the ledger and were rebuilt from it.',
    by: ['execution'],
    labels: {},
  }),
  deskTrading: gauge({
    name: 'surefoot_desk_trading',
    meaning: '1 for the trading control that the desk has in the ledger, else 0.',
    by: ['audit'],
    labels: { desk: 'open', trading: trading.options },
  }),
  deskHaltedByProgram: gauge({
    name: 'surefoot_desk_halted_by_program',
    meaning: '1 while the desk is halted by a service, 0 while it runs or a person halted it.',
    by: ['gateway'],
    labels: DESK,
  }),
  deskServed: gauge({
    name: 'surefoot_desk_served',
    meaning: '1 if this worker serves the desk, 0 if it waits to take over.',
    by: ['worker'],
    labels: DESK,
  }),
  accountState: gauge({
    name: 'surefoot_account_state',
    meaning: '1 for the state that the account is in in the ledger, else 0.',
    by: ['audit'],
    labels: { ...DESK_ACCOUNT, state: accountState.options },
  }),
  needs: gauge({
    name: 'surefoot_needs',
    meaning: 'What waits for a person, by kind, as the console lists it.',
    by: ['gateway'],
    labels: { desk: 'open', kind: NEED_KINDS },
  }),
  browserUp: gauge({
    name: 'surefoot_browser_up',
    meaning: "1 while the account's browser reports and is up, else 0.",
    by: ['gateway'],
    labels: DESK_ACCOUNT,
  }),
  streamSilence: gauge({
    name: 'surefoot_stream_silence_seconds',
    meaning: "Since the last packet of the account's odds stream; NaN while no stream is watched.",
    by: ['gateway'],
    labels: DESK_ACCOUNT,
  }),
  auditChainOk: gauge({
    name: 'surefoot_audit_chain_ok',
    meaning:
      '1 while the audit chain verifies, 0 once it does not. All of it is verified at start, what is new each minute; NaN while it cannot be read.',
    by: ['audit'],
    labels: {},
  }),
  watchdogActs: counter({
    name: 'surefoot_watchdog_acts_total',
    meaning: 'What the watchdog did about what a process left behind.',
    by: ['execution'],
    labels: {
      act: ['released_lock', 'took_leg', 'moved_leg', 'called_hedge', 'closed_execution'],
    },
  }),
  watchdogLooked: gauge({
    name: 'surefoot_watchdog_looked_timestamp_seconds',
    meaning: 'When the watchdog last looked at everything that is open, seconds since 1970.',
    by: ['execution'],
    labels: {},
  }),
  ledgerRequest: histogram(
    {
      name: 'surefoot_ledger_request_seconds',
      meaning: 'Time the audit service takes for a request, commit included.',
      by: ['audit'],
      labels: { request: 'open' },
    },
    FROM_A_MILLISECOND,
  ),
  ledgerRefusals: counter({
    name: 'surefoot_ledger_refusals_total',
    meaning: 'Requests that the ledger refused, by code; FAULT: one that got no answer.',
    by: ['audit'],
    labels: { request: 'open', code: 'open' },
  }),
  permissionViolations: counter({
    name: 'surefoot_permission_violations_total',
    meaning: 'Subjects that NATS did not let this service use.',
    by: 'all',
    labels: { operation: ['publish', 'subscription'] },
  }),
  messagesDropped: counter({
    name: 'surefoot_messages_dropped_total',
    meaning: 'Messages that this service did not take because they do not fit their schema.',
    by: 'all',
    labels: {},
  }),
  clockOffset: gauge({
    name: 'surefoot_clock_offset_seconds',
    meaning:
      "The wall clock of the service's machine less the ledger's: above 0 it is ahead. Missing until the ledger has replied.",
    by: 'all',
    labels: {},
  }),
  clockError: gauge({
    name: 'surefoot_clock_error_seconds',
    meaning: 'How far surefoot_clock_offset_seconds may be from the truth.',
    by: 'all',
    labels: {},
  }),
  ready: gauge({
    name: 'surefoot_ready',
    meaning:
      '1 while a condition holds without which the service can do no work, or takes nothing from a queue, else 0.',
    by: 'all',
    labels: { condition: 'open' },
  }),
}

/** Counters that are watched begin at 0 with the service that tells them. */
export function beginCounters(service: string): void {
  for (const metric of Object.values(METRICS))
    if (metric.kind === 'counter' && (metric.by === 'all' || metric.by.includes(service)))
      metric.begin()
}
