-- What each idempotency key was first sent with. A key names one request of one operator for good: rows are never changed.
CREATE TABLE "request_keys" (
    "deskId" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "key" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "request_keys_pkey" PRIMARY KEY ("deskId", "route", "key")
);
