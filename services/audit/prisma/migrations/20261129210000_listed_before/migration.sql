-- Which bets of the account were listed before a leg's permit was given: what tells an older bet from the leg's own.
ALTER TABLE "legs" ADD COLUMN "listedBefore" JSONB;
