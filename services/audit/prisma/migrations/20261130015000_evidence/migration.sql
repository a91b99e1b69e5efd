-- What an account's browsers have read in each version of a provider's contract: no live permit without it.
CREATE TABLE "account_evidence" (
    "deskId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "contractVersion" INTEGER NOT NULL,
    "executorId" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "missing" JSONB NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "account_evidence_pkey" PRIMARY KEY ("deskId", "account", "providerId", "contractVersion"),
    CONSTRAINT "account_evidence_account_fkey" FOREIGN KEY ("deskId", "account")
        REFERENCES "accounts" ("deskId", "account") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- For each leg of an execution: whether its account was once read in the version of its contract, and what the browser that
-- has the account has not read (null: it has reported nothing).
CREATE FUNCTION evidence_of_legs(execution uuid) RETURNS json LANGUAGE sql STABLE AS $$
    SELECT json_agg(json_build_object(
        'legId', own."id", 'role', own."role", 'account', own."account", 'providerId', own."providerId",
        'contractVersion', own."contractVersion", 'wasRead', evidence."readAt" IS NOT NULL,
        'missing', CASE WHEN evidence."executorId" = held."holder" AND evidence."epoch" = held."epoch"
            THEN evidence."missing" END
    ) ORDER BY own."id")
    FROM "legs" own
        LEFT JOIN "leases" held ON held."resource" = account_resource(own)
        LEFT JOIN "account_evidence" evidence ON evidence."deskId" = own."deskId"
            AND evidence."account" = own."account" AND evidence."providerId" = own."providerId"
            AND evidence."contractVersion" = own."contractVersion"
    WHERE own."executionId" = execution
$$;
