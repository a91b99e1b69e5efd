/**
 * What each key of the environment means to who sets it. Keys, defaults and readers come from the services' schemas; a
 * test compares the two lists.
 */
export const MEANINGS: Readonly<Record<string, string>> = {
  NATS_URL:
    '`nats://service:password@host:4222`; each service is its own user, see `infra/access`. Of a cluster several with commas between: a process then starts while one server is away',
  LOG_LEVEL: '`debug`, `info`, `warn`, `error`; logs are JSON lines',
  HEALTH_HOST: 'where `HEALTH_PORT` is opened',
  HEALTH_PORT: 'serves `/livez`, `/readyz`, `/metrics`',
  INSTANCE_NAME: "what the console's Health screen calls this instance; keep it across restarts",
  OTEL_EXPORTER_OTLP_ENDPOINT:
    'where traces go; the SDK reads its other `OTEL_…` names itself, see [observability](../observability.md)',
  OTEL_TRACES_SAMPLER:
    "which traces are taken, by OpenTelemetry's names; executions and opportunities always are",
  OTEL_TRACES_SAMPLER_ARG: 'the ratio of a sampler that takes one',
  SAFE_MODE:
    '`off`: real, even in CI. `on`: no real browser, no port, caps and watchdog bypassed. Unset: on if `CI=true` or `NODE_ENV=test`',

  DATABASE_URL: 'Postgres, as a member of the role `surefoot_ledger`; migrated at start',
  MIGRATION_DATABASE_URL:
    'the same database as its owner, for the migration, `backup`, `restore` and `retention`: see `services/audit/README.md`',
  POSTGRES_DURABILITY:
    'live is refused while Postgres may forget what it has committed: fsync, synchronous_commit, a standby that commits do not wait for. `unchecked` allows it: for tests alone',
  ANCHORS_DIR:
    'where the head of the audit chain is kept, signed, each minute: a folder on another disk than the database, which no role of Postgres can write; see the [runbook](../runbook.md). Left out: nothing is kept',
  ANCHOR_KEY:
    'the Ed25519 key, in PEM, that signs those heads; without it one is made once in `ANCHORS_DIR`. `verify-audit` takes the public half too',
  CONTROL_APPROVALS:
    'RUN, live and auto need an operator whom the gateway has identified. `unchecked` takes the word of whoever may send `ledger.control`: for tests alone',
  MAX_EXPOSURE_PER_MATCH: 'largest stake outstanding of one account on one match, in its currency',
  MAX_TOTAL_EXPOSURE: 'the same over all matches',
  MAX_DAY_LOSS:
    'what a desk may lose in a UTC day, by the profits booked, before it opens nothing new',

  DESK_ID: 'which desk',
  URL_A: 'where account A opens if the operator names no address',
  URL_B: 'the same for account B',
  COOLDOWN_MS: 'how long a match that was just taken is left alone in auto',
  MAX_QUOTE_AGE_MS: "an account's stream that was silent for longer makes no opportunity",

  STAKE: 'what leg A stakes; B follows from it',
  MIN_PROFIT_BPS: 'least worst-case profit, in hundredths of a percent of all that is staked',
  MAX_PROFIT_BPS: 'more than this is taken for a wrong price',

  REDIS_URL: '`redis://execution:password@host:6379`',
  STATEMENT_EVERY_MS:
    "how often each account's bets are read: what has ended is settled, what is not ours is counted",
  EXECUTION_TIMEOUT_MS: 'bounds each leg',

  HEDGE_OPTIONS:
    'what may be placed for a lone leg without an operator: the other side again at the other account, the opposite at the same one',
  HEDGE_DEADLINE_MS: 'how long after its trigger a hedge may be placed; later an operator decides',
  HEDGE_LOSS_LIMIT: 'what a lone leg and its hedge may lose together; of more an operator decides',

  ACCOUNT: '`A` or `B`: the one account of the desk that this process opens a browser for',
  PROFILES_DIR:
    "holds the account's browser profile; another folder for each account where they share no user",
  ALLOWED_ORIGINS: "where a browser may go besides the contracts' origins; commas between",
  GATEWAY_URL:
    'where the extension finds the gateway; one that is not on loopback is reached by a port that is. `{desk}` in it becomes the desk',
  EXTENSION_DIR: 'the built extension',
  CHROMIUM_PATH: 'the program',
  DRAIN_MS:
    'how long a process that is stopped lets the executions that have begun in its browser end before it closes it',
  HEADED: 'a window on the screen',

  PORT: 'where the console, the operator API and the extension endpoint are served',
  HOST: 'a public address is refused unless `TRUSTED_PROXY=true`',
  TRUSTED_PROXY: 'something in front decides who reaches it',
  PROXY_ADDRESSES:
    'addresses or networks of proxies, with commas, whose `X-Forwarded-For` is believed; without it a login counts against the peer of its connection',
  PUBLIC_ORIGIN: 'where a TLS proxy serves the console; messages link there',
  CONSOLE_DIR: 'the built console',
  CONSOLE_LINK_TOKEN:
    'lets one browser in, once and within a day of a start; used up it stays so. Further links: `npm run link`',
  OPERATOR_TOKEN:
    'lets programs in, as an operator, and `npm run link`; without it the first link is in the log',
  ALLOWED_EXTENSION_ID: 'the extension that may mark; the default is ours',

  NOTIFY_WEBHOOK_URL: 'where the signed webhook is posted; [guide](../notifications.md)',
  NOTIFY_WEBHOOK_SECRET: 'signs each request to the webhook; at least 16 characters',
  NOTIFY_WEBHOOK_KINDS:
    'which kinds of alert it gets: some of `need,halt,browser,service,hedge,execution`, or `all`',
  NOTIFY_TELEGRAM_TOKEN: 'the token of the bot',
  NOTIFY_TELEGRAM_CHAT: 'the number of the chat, or `@name` of a channel',
  NOTIFY_TELEGRAM_URL: "another Bot API server than Telegram's",
  NOTIFY_TELEGRAM_KINDS: 'which kinds of alert it gets',
  NOTIFY_SLACK_URL:
    'an incoming webhook of Slack, or of what takes the same; the address is a secret',
  NOTIFY_SLACK_KINDS: 'which kinds of alert it gets',
  NOTIFY_SMTP_URL: 'the mail server, such as `smtps://user:password@mail.example:465`',
  NOTIFY_MAIL_FROM: "the sender's address",
  NOTIFY_MAIL_TO: 'addresses; commas between',
  NOTIFY_MAIL_KINDS: 'which kinds of alert it gets',
  NOTIFY_REPEAT_MS: 'how often an alert that nobody has acknowledged is sent again; at least 1000',
  NOTIFY_RESOLVED: 'whether the end of what was sent is sent too',
  NOTIFY_QUIET_HOURS:
    'such as `23:00-07:00 Europe/Berlin`: only needs, halts and silent services are sent then',
  HEARTBEAT_URL:
    "the dead man's switch: requested while all is well, so that a monitor notices silence",
  HEARTBEAT_METHOD: '`GET` or `POST`',
  HEARTBEAT_EVERY_MS: 'how often; at least 1000',
}

/** What is so where a key without a default is left out; elsewhere: none. */
export const UNSET: Readonly<Record<string, string>> = {
  INSTANCE_NAME: 'host and process id',
  SAFE_MODE: 'by `CI`, `NODE_ENV`',
  MIGRATION_DATABASE_URL: '`DATABASE_URL`',
  CHROMIUM_PATH: 'from the PATH',
  CONSOLE_LINK_TOKEN: 'made at start',
}
