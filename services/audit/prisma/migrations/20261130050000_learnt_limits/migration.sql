-- The smallest stake that a provider accepted of a larger one, by account, sport and kind of market. A limit that an operator
-- forgot keeps its row: the next one that is learnt takes its place.
CREATE TABLE "learnt_limits" (
    "deskId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "sport" TEXT NOT NULL,
    "market" TEXT NOT NULL,
    "legId" TEXT NOT NULL,
    "stake" DECIMAL(11,2) NOT NULL CHECK ("stake" > 0),
    "asked" DECIMAL(11,2) NOT NULL CHECK ("asked" > "stake"),
    "since" TIMESTAMPTZ(3) NOT NULL,
    "forgottenAt" TIMESTAMPTZ(3),
    "forgottenBy" TEXT,
    CONSTRAINT "learnt_limits_pkey" PRIMARY KEY ("deskId", "account", "providerId", "sport", "market"),
    CONSTRAINT "learnt_limits_forgotten_check" CHECK (("forgottenAt" IS NULL) = ("forgottenBy" IS NULL)),
    CONSTRAINT "learnt_limits_account_fkey" FOREIGN KEY ("deskId", "account")
        REFERENCES "accounts" ("deskId", "account") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "learnt_limits_legId_key" ON "learnt_limits"("legId");
