-- Bets on the selection of a leg of which it is not known whether it was placed: one of them may be that leg's.
ALTER TABLE "statements" ADD COLUMN "undecided" JSONB NOT NULL DEFAULT '[]';
