-- Settlement: how an accepted bet ended, what an execution really won, and the latest statement of each account.

ALTER TABLE "execution_audit_log" ADD COLUMN "profit" DECIMAL(11,2);

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

ALTER TABLE "legs"
    ADD CHECK ("settledResult" IN ('won', 'lost', 'void', 'cashed_out')),
    ADD CHECK ("settledReturn" >= 0),
    ADD CHECK (("settledAt" IS NULL) = ("settledResult" IS NULL)),
    ADD CHECK (("settledAt" IS NULL) = ("settledReturn" IS NULL)),
    ADD CHECK (("settledAt" IS NULL) = ("settledBy" IS NULL)),
    ADD CHECK ("settledAt" IS NULL OR "state" = 'ACCEPTED');
ALTER TABLE "statements" ADD CHECK ("account" IN ('A', 'B'));

-- Stake outstanding of a live leg, in hundredths: none once its bet is settled, or on paper once its execution is closed.
CREATE OR REPLACE FUNCTION outstanding_minor(leg "legs") RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN leg."settledAt" IS NOT NULL THEN 0
        WHEN leg."venue" = 'paper' AND EXISTS (
            SELECT 1 FROM "execution_audit_log" WHERE "id" = leg."executionId" AND "closedAt" IS NOT NULL
        ) THEN 0
        ELSE (100 * CASE leg."state" WHEN 'ACCEPTED' THEN coalesce(leg."acceptedStake", leg."stake") ELSE leg."stake" END)::bigint
    END
$$;
