-- Settlement: how an accepted bet ended, what an execution really won, the latest statement of each account, and since
-- when a desk's failures are counted.

ALTER TABLE "execution_audit_log"
    ADD COLUMN "profit" DECIMAL(11,2),
    ADD COLUMN "bookedAt" TIMESTAMPTZ(3);

ALTER TABLE "desks" ADD COLUMN "runAt" TIMESTAMPTZ(3);

ALTER TABLE "legs"
    ADD COLUMN "settledAt" TIMESTAMPTZ(3),
    ADD COLUMN "settledBy" TEXT,
    ADD COLUMN "settledResult" TEXT,
    ADD COLUMN "settledReturn" DECIMAL(11,2);

CREATE TABLE "statements" (
    "deskId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "balance" DECIMAL(11,2) NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "external" JSONB NOT NULL,
    "externalStake" DECIMAL(11,2) NOT NULL,
    "differences" JSONB NOT NULL,

    CONSTRAINT "statements_pkey" PRIMARY KEY ("deskId","account")
);

ALTER TABLE "execution_audit_log"
    ADD CHECK (("profit" IS NULL) = ("bookedAt" IS NULL)),
    ADD CHECK ("profit" IS NULL OR "closedAt" IS NOT NULL);
ALTER TABLE "legs"
    ADD CHECK ("settledResult" IN ('won', 'lost', 'void', 'cashed_out')),
    ADD CHECK ("settledReturn" >= 0),
    ADD CHECK (("settledAt" IS NULL) = ("settledResult" IS NULL)),
    ADD CHECK (("settledAt" IS NULL) = ("settledReturn" IS NULL)),
    ADD CHECK (("settledAt" IS NULL) = ("settledBy" IS NULL)),
    ADD CHECK ("settledAt" IS NULL OR "state" = 'ACCEPTED');
ALTER TABLE "statements" ADD CHECK ("account" IN ('A', 'B'));

-- The profit of a day, and the executions that closed last, are read inside commits.
CREATE INDEX "execution_audit_log_booked_idx" ON "execution_audit_log"("deskId", "bookedAt") WHERE "bookedAt" IS NOT NULL;
CREATE INDEX "execution_audit_log_closed_idx" ON "execution_audit_log"("deskId", "closedAt") WHERE "closedAt" IS NOT NULL;

-- Few at any time, however many legs there ever were: `arm` and `open` sum them under the account's lock.
CREATE INDEX "legs_outstanding_idx" ON "legs"("deskId", "account") WHERE "venue" = 'live' AND "settledAt" IS NULL
    AND "state" IN ('AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED', 'ACCEPTED');

-- The legs whose stake is exposure: until its bet is settled; on paper, where nothing ever settles, until the execution
-- is closed. Two branches, so that each uses an index of what is open.
CREATE VIEW "outstanding_legs" AS
    SELECT leg."id", leg."executionId", leg."deskId", leg."account", leg."matchId", leg."providerId", leg."selectionId",
        leg."state", outstanding_minor(leg) AS "stakeMinor"
    FROM "legs" leg
    WHERE leg."venue" = 'live' AND leg."settledAt" IS NULL
        AND leg."state" IN ('AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED', 'ACCEPTED')
UNION ALL
    SELECT leg."id", leg."executionId", leg."deskId", leg."account", leg."matchId", leg."providerId", leg."selectionId",
        leg."state", outstanding_minor(leg) AS "stakeMinor"
    FROM "execution_audit_log" execution JOIN "legs" leg ON leg."executionId" = execution."id"
    WHERE execution."closedAt" IS NULL AND leg."venue" = 'paper' AND leg."settledAt" IS NULL
        AND leg."state" IN ('AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED', 'ACCEPTED');

-- The one way into the audit chain: it appends with its owner's right, so that its callers need none to the table. It
-- looks names up in the schema of the ledger alone, whatever its caller's search path.
ALTER FUNCTION append_audit_link(text, uuid, jsonb) SECURITY DEFINER SET search_path = public, pg_temp;
REVOKE EXECUTE ON FUNCTION append_audit_link(text, uuid, jsonb) FROM PUBLIC;
