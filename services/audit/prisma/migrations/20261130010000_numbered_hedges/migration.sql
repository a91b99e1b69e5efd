-- An execution may have several hedge legs, one after another: `-H`, then `-H2` to `-H9`.
ALTER TABLE "legs" DROP CONSTRAINT "legs_check";
ALTER TABLE "legs" ADD CONSTRAINT "legs_id_check" CHECK (
    left("id", 36) = "executionId"::text
    AND substr("id", 37) ~ CASE "role" WHEN 'H' THEN '^-H[2-9]?$' ELSE '^-' || "role" || '$' END
);
DROP INDEX "legs_executionId_role_key";
CREATE INDEX "legs_executionId_idx" ON "legs"("executionId");

-- One hedge leg at a time: while one may be, or may still become, a bet, the database takes no other.
CREATE UNIQUE INDEX "legs_open_hedge_key" ON "legs"("executionId")
    WHERE "role" = 'H' AND "state" IN ('AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED');

-- A step is written once for each hedge leg. The steps so far are the one hedge leg's, but those of before it was planned.
ALTER TABLE "hedge_events" ADD COLUMN "legId" TEXT;
UPDATE "hedge_events" event SET "legId" = leg."id"
    FROM "legs" leg
    WHERE leg."executionId" = event."auditId" AND leg."role" = 'H' AND event."step" <> 'triggered';
DROP INDEX "hedge_events_auditId_step_key";
CREATE UNIQUE INDEX "hedge_events_auditId_step_legId_key" ON "hedge_events"("auditId", "step", "legId") NULLS NOT DISTINCT;
