-- What an earlier, single-instance engine left in its SQLite file. It stands apart from the ledger's own executions, so
-- that nothing that counts exposure, looks for unfinished work, settles or adds up a day can meet it.

CREATE TABLE "history_imports" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "source" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "executions" INTEGER NOT NULL,
    "hedgeEvents" INTEGER NOT NULL,

    CONSTRAINT "history_imports_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "imported_executions" (
    "source" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "importId" UUID NOT NULL,
    "timestamp" TIMESTAMPTZ(3) NOT NULL,
    "deskId" TEXT NOT NULL,
    "matchId" TEXT NOT NULL,
    "providerA" TEXT NOT NULL,
    "providerB" TEXT NOT NULL,
    "stakeA" DECIMAL(11,2),
    "stakeB" DECIMAL(11,2),
    "legA_status" TEXT,
    "legB_status" TEXT,
    "hedge_triggered" BOOLEAN NOT NULL,
    "final_status" TEXT,
    "error_message" TEXT,

    CONSTRAINT "imported_executions_pkey" PRIMARY KEY ("source","id")
);

CREATE TABLE "imported_hedge_events" (
    "source" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "importId" UUID NOT NULL,
    "timestamp" TIMESTAMPTZ(3) NOT NULL,
    "auditId" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "imported_hedge_events_pkey" PRIMARY KEY ("source","id")
);

CREATE INDEX "imported_executions_deskId_timestamp_idx" ON "imported_executions"("deskId", "timestamp" DESC);
CREATE INDEX "imported_executions_importId_idx" ON "imported_executions"("importId");
CREATE INDEX "imported_hedge_events_importId_idx" ON "imported_hedge_events"("importId");
CREATE INDEX "imported_hedge_events_source_auditId_idx" ON "imported_hedge_events"("source", "auditId");
ALTER TABLE "imported_executions" ADD CONSTRAINT "imported_executions_importId_fkey" FOREIGN KEY ("importId") REFERENCES "history_imports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "imported_hedge_events" ADD CONSTRAINT "imported_hedge_events_importId_fkey" FOREIGN KEY ("importId") REFERENCES "history_imports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "imported_hedge_events" ADD CONSTRAINT "imported_hedge_events_source_auditId_fkey" FOREIGN KEY ("source", "auditId") REFERENCES "imported_executions"("source", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "imported_executions"
    ADD CHECK ("legA_status" IN ('success', 'failed', 'timeout')),
    ADD CHECK ("legB_status" IN ('success', 'failed', 'timeout')),
    ADD CHECK ("final_status" IN ('success', 'failed')),
    ADD CHECK ("stakeA" >= 0),
    ADD CHECK ("stakeB" >= 0);

-- The hash of all rows that an import brought: it is in the import's link of the audit chain, and verify-audit asks again.
CREATE FUNCTION imported_digest(import uuid) RETURNS text LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    SELECT encode(sha256(convert_to(coalesce(string_agg(line, E'\n' ORDER BY line COLLATE "C"), ''), 'UTF8')), 'hex')
    FROM (
        SELECT 'execution ' || to_jsonb(execution)::text AS line FROM "imported_executions" execution WHERE "importId" = import
        UNION ALL
        SELECT 'hedge ' || to_jsonb(event)::text FROM "imported_hedge_events" event WHERE "importId" = import
    ) lines
$$;
