-- Who was told of what, by which channel, with what result, and who acknowledged it. The notify service keeps it here, so
-- that another instance, or the next start, goes on where the last one ended.

CREATE TABLE "alerts" (
    "id" UUID NOT NULL,
    "deskId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "account" TEXT,
    "executionId" UUID,
    "isCondition" BOOLEAN NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedBy" TEXT,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "alert_deliveries" (
    "id" BIGSERIAL NOT NULL,
    "deskId" TEXT NOT NULL,
    "messageId" UUID NOT NULL,
    "alertId" UUID,
    "channel" TEXT NOT NULL,
    "kind" TEXT,
    "purpose" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "isSent" BOOLEAN NOT NULL,
    "error" TEXT,

    CONSTRAINT "alert_deliveries_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "alerts_deskId_raisedAt_idx" ON "alerts"("deskId", "raisedAt" DESC);
CREATE INDEX "alert_deliveries_deskId_id_idx" ON "alert_deliveries"("deskId", "id" DESC);
CREATE INDEX "alert_deliveries_alertId_idx" ON "alert_deliveries"("alertId");
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_alertId_fkey" FOREIGN KEY ("alertId") REFERENCES "alerts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A condition is open once at a time; a fact is raised once for ever.
CREATE UNIQUE INDEX "alerts_open_key" ON "alerts"("deskId", "key") WHERE "resolvedAt" IS NULL OR NOT "isCondition";
CREATE INDEX "alerts_unfinished_idx" ON "alerts"("deskId") WHERE "finishedAt" IS NULL;

ALTER TABLE "alerts"
    ADD CHECK ("kind" IN ('need', 'halt', 'browser', 'service', 'hedge', 'execution')),
    ADD CHECK ("account" IN ('A', 'B')),
    ADD CHECK (("acknowledgedAt" IS NULL) = ("acknowledgedBy" IS NULL));

ALTER TABLE "alert_deliveries"
    ADD CHECK ("channel" IN ('webhook', 'telegram', 'slack', 'mail')),
    ADD CHECK ("purpose" IN ('first', 'repeat', 'resolved', 'test')),
    ADD CHECK (NOT "isSent" OR "error" IS NULL);
