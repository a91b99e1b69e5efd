-- The ledger: executions, legs, permits, hedge events, the audit chain, contracts, desks and their accounts.

CREATE TABLE "execution_audit_log" (
    "id" UUID NOT NULL,
    "timestamp" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "deskId" TEXT NOT NULL,
    "matchId" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "away" TEXT NOT NULL,
    "sport" TEXT NOT NULL,
    "market" TEXT NOT NULL,
    "line" TEXT,
    "providerA" TEXT NOT NULL,
    "providerB" TEXT NOT NULL,
    "stakeA" DECIMAL(11,2) NOT NULL,
    "stakeB" DECIMAL(11,2) NOT NULL,
    "oddsA" DECIMAL(11,6) NOT NULL,
    "oddsB" DECIMAL(11,6) NOT NULL,
    "outcomeA" TEXT NOT NULL,
    "outcomeB" TEXT NOT NULL,
    "legA_status" TEXT,
    "legB_status" TEXT,
    "hedge_triggered" BOOLEAN NOT NULL DEFAULT false,
    "final_status" TEXT,
    "error_message" TEXT,
    "expectedProfit" DECIMAL(11,2) NOT NULL,
    "venue" TEXT NOT NULL,
    "requestedBy" TEXT NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "opportunity" JSONB NOT NULL,

    CONSTRAINT "execution_audit_log_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "hedge_events" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "timestamp" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "auditId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "hedge_events_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "legs" (
    "id" TEXT NOT NULL,
    "executionId" UUID NOT NULL,
    "deskId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "matchId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "contractVersion" INTEGER NOT NULL,
    "eventId" TEXT NOT NULL,
    "selectionId" TEXT NOT NULL,
    "stake" DECIMAL(11,2) NOT NULL,
    "leastOdds" DECIMAL(11,6) NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "venue" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'AUTHORIZED',
    "receipt" JSONB,
    "betReference" TEXT,
    "acceptedStake" DECIMAL(11,2),
    "reason" TEXT,
    "armedAt" TIMESTAMPTZ(3),
    "balanceBefore" DECIMAL(11,2),
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "legs_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "permits" (
    "id" UUID NOT NULL,
    "legId" TEXT NOT NULL,
    "nonce" UUID NOT NULL,
    "executorId" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "isSimulated" BOOLEAN NOT NULL,
    "safeMode" BOOLEAN NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "permits_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "audit_chain" (
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "executionId" UUID,
    "details" JSONB NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("sequence")
);

CREATE TABLE "desks" (
    "id" TEXT NOT NULL,
    "trading" TEXT NOT NULL DEFAULT 'HALT_NEW',
    "mode" TEXT NOT NULL DEFAULT 'manual',
    "venue" TEXT NOT NULL DEFAULT 'paper',
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "desks_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "accounts" (
    "deskId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'IDLE',
    "url" TEXT,
    "browserId" UUID,
    "providerId" TEXT,
    "contractVersion" INTEGER,
    "reason" TEXT,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("deskId","account")
);

CREATE TABLE "account_transitions" (
    "id" BIGSERIAL NOT NULL,
    "deskId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "account_transitions_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "leases" (
    "resource" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leases_pkey" PRIMARY KEY ("resource")
);

CREATE TABLE "contracts" (
    "providerId" TEXT NOT NULL,
    "currentVersion" INTEGER,

    CONSTRAINT "contracts_pkey" PRIMARY KEY ("providerId")
);

CREATE TABLE "contract_versions" (
    "providerId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "origins" TEXT[],
    "document" JSONB NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "importedBy" TEXT NOT NULL,

    CONSTRAINT "contract_versions_pkey" PRIMARY KEY ("providerId","version")
);

CREATE TABLE "system_log" (
    "id" BIGSERIAL NOT NULL,
    "service" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "deskId" TEXT,
    "account" TEXT,
    "executionId" UUID,
    "details" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "system_log_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "execution_audit_log_deskId_timestamp_idx" ON "execution_audit_log"("deskId", "timestamp" DESC);
CREATE UNIQUE INDEX "hedge_events_auditId_step_key" ON "hedge_events"("auditId", "step");
CREATE UNIQUE INDEX "legs_executionId_role_key" ON "legs"("executionId", "role");
CREATE INDEX "legs_deskId_account_state_idx" ON "legs"("deskId", "account", "state");
CREATE UNIQUE INDEX "permits_legId_key" ON "permits"("legId");
CREATE UNIQUE INDEX "permits_nonce_key" ON "permits"("nonce");
CREATE UNIQUE INDEX "audit_chain_hash_key" ON "audit_chain"("hash");
CREATE INDEX "audit_chain_executionId_idx" ON "audit_chain"("executionId");
CREATE INDEX "account_transitions_deskId_id_idx" ON "account_transitions"("deskId", "id" DESC);
CREATE INDEX "system_log_deskId_id_idx" ON "system_log"("deskId", "id" DESC);
ALTER TABLE "hedge_events" ADD CONSTRAINT "hedge_events_auditId_fkey" FOREIGN KEY ("auditId") REFERENCES "execution_audit_log"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "legs" ADD CONSTRAINT "legs_executionId_fkey" FOREIGN KEY ("executionId") REFERENCES "execution_audit_log"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "permits" ADD CONSTRAINT "permits_legId_fkey" FOREIGN KEY ("legId") REFERENCES "legs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_deskId_fkey" FOREIGN KEY ("deskId") REFERENCES "desks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "contract_versions" ADD CONSTRAINT "contract_versions_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "contracts"("providerId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The real lock of a match: one open execution of a desk and match.
CREATE UNIQUE INDEX "execution_audit_log_open_match_key" ON "execution_audit_log"("deskId", "matchId") WHERE "closedAt" IS NULL;

-- One bet is one leg's. The reference is null while none is known, and for a leg on paper, which has no bet.
CREATE UNIQUE INDEX "legs_providerId_betReference_key" ON "legs"("providerId", "betReference") WHERE "betReference" IS NOT NULL;

ALTER TABLE "execution_audit_log"
    ADD CHECK ("legA_status" IN ('success', 'failed', 'timeout')),
    ADD CHECK ("legB_status" IN ('success', 'failed', 'timeout')),
    ADD CHECK ("final_status" IN ('success', 'failed')),
    ADD CHECK (("closedAt" IS NULL) = ("final_status" IS NULL)),
    ADD CHECK ("venue" IN ('paper', 'live'));
ALTER TABLE "legs"
    ADD CHECK ("id" = "executionId"::text || '-' || "role"),
    ADD CHECK ("account" IN ('A', 'B')),
    ADD CHECK ("role" IN ('A', 'B', 'H')),
    ADD CHECK ("stake" > 0),
    ADD CHECK ("leastOdds" > 1),
    ADD CHECK ("venue" IN ('paper', 'live')),
    ADD CHECK ("state" IN ('AUTHORIZED', 'ARMED', 'PENDING', 'ACCEPTED', 'REJECTED', 'UNKNOWN', 'ABSENT', 'DENIED', 'VOID', 'ESCALATED'));
ALTER TABLE "desks"
    ADD CHECK ("trading" IN ('RUN', 'HALT_NEW', 'HALT_ALL')),
    ADD CHECK ("mode" IN ('manual', 'auto')),
    ADD CHECK ("venue" IN ('paper', 'live'));
ALTER TABLE "accounts" ADD CHECK ("account" IN ('A', 'B'));

-- Stake outstanding of a live leg, in hundredths: what the provider took where that is known, else what was authorised.
CREATE FUNCTION outstanding_minor(leg "legs") RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT (100 * CASE leg."state" WHEN 'ACCEPTED' THEN coalesce(leg."acceptedStake", leg."stake") ELSE leg."stake" END)::bigint
$$;

-- Locks all that a permit of the leg depends on, in the order that every transaction of the ledger keeps.
CREATE FUNCTION lock_for_arm(leg text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    target "legs";
BEGIN
    SELECT * INTO target FROM "legs" WHERE "id" = leg;
    PERFORM 1 FROM "desks" WHERE "id" = target."deskId" FOR SHARE;
    PERFORM 1 FROM "accounts" WHERE "deskId" = target."deskId" AND "account" = target."account" FOR UPDATE;
    PERFORM 1 FROM "leases" WHERE "resource" = account_resource(target) FOR SHARE;
    PERFORM 1 FROM "execution_audit_log" WHERE "id" = target."executionId" FOR UPDATE;
END
$$;

-- The lease that an executor holds to act for the account of the leg.
CREATE FUNCTION account_resource(leg "legs") RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT 'account:' || leg."deskId" || ':' || leg."account"
$$;

-- What a link's hash covers: every column of it and the hash before. Stated once, for writing and for verifying.
CREATE FUNCTION audit_link_hash(link "audit_chain") RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(concat_ws(E'\n',
        link."sequence",
        to_char(link."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        link."kind",
        coalesce(link."executionId"::text, '-'),
        link."details"::text,
        link."previousHash"
    ), 'UTF8')), 'hex')
$$;

-- Appends one link. The lock makes the chain one line; it is held until the commit, so appending is the last act of a
-- transaction.
CREATE FUNCTION append_audit_link(kind text, execution uuid, details jsonb) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    link "audit_chain";
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_chain'));
    SELECT "sequence", "hash" INTO link."sequence", link."previousHash"
        FROM "audit_chain" ORDER BY "sequence" DESC LIMIT 1;
    link."sequence" := coalesce(link."sequence", 0) + 1;
    link."previousHash" := coalesce(link."previousHash", repeat('0', 64));
    link."at" := date_trunc('milliseconds', clock_timestamp());
    link."kind" := kind;
    link."executionId" := execution;
    link."details" := details;
    link."hash" := audit_link_hash(link);
    INSERT INTO "audit_chain" SELECT link.*;
    RETURN link."sequence";
END
$$;

-- The chain is only ever appended to, whoever asks.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit chain is append-only: % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_chain"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
