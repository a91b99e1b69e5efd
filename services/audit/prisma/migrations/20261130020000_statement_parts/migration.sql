-- What the parts of a statement that is larger than a message have shown so far: it is kept when its last part has come.
CREATE TABLE "statement_parts" (
    "deskId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "next" INTEGER NOT NULL,
    "found" JSONB NOT NULL,
    CONSTRAINT "statement_parts_pkey" PRIMARY KEY ("deskId", "account")
);
