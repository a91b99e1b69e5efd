-- A bet reference belongs to an account of a provider, not to the provider: some count it up in each account.
DROP INDEX "legs_providerId_betReference_key";
CREATE UNIQUE INDEX "legs_account_betReference_key" ON "legs"("deskId", "account", "providerId", "betReference")
    WHERE "betReference" IS NOT NULL;
