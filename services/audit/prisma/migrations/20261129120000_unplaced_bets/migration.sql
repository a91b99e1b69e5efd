-- Bets that must be a desk's own, and that no leg can have: shown with the statement that lists them.
ALTER TABLE "statements" ADD COLUMN "unplaced" JSONB NOT NULL DEFAULT '[]';

-- There are few such links, however long the chain is: each receipt and each statement may ask for them.
CREATE INDEX "audit_chain_unplaced_idx" ON "audit_chain"("sequence") WHERE "kind" IN ('late_receipt', 'bet.unplaced');

-- A statement is compared with the legs that had a permit on the selections that it lists.
CREATE INDEX "legs_selection_idx" ON "legs"("deskId", "account", "selectionId") WHERE "armedAt" IS NOT NULL;
