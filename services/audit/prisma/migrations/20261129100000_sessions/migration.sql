-- Who is logged in to the console, and the one-time links that let them in. Only hashes of the secrets are kept: a copy of
-- these tables opens nothing.

CREATE TABLE "console_links" (
    "hash" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "operator" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "createdBy" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "sessionId" UUID,

    CONSTRAINT "console_links_pkey" PRIMARY KEY ("hash")
);

CREATE TABLE "console_sessions" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "operator" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "usedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "userAgent" TEXT NOT NULL,
    "peer" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedBy" TEXT,

    CONSTRAINT "console_sessions_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "console_sessions_hash_key" ON "console_sessions"("hash");
CREATE INDEX "console_sessions_deskId_usedAt_idx" ON "console_sessions"("deskId", "usedAt" DESC);

ALTER TABLE "console_links"
    ADD CHECK ("hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "console_sessions"
    ADD CHECK ("hash" ~ '^[0-9a-f]{64}$'),
    ADD CHECK ("role" IN ('operator')),
    ADD CHECK (("endedAt" IS NULL) = ("endedBy" IS NULL));
