-- A row of these tables is linked into the audit chain whole, whenever it is written: its last seal is looked up by its key.
CREATE INDEX "audit_chain_sealed_idx" ON "audit_chain" (("details"->>'table'), ("details"->>'key'), "sequence")
    WHERE "kind" IN ('row.sealed', 'row.removed');

-- The rows so far are sealed as they are now. What was changed in them before, nobody can find any more. The links are what
-- the service writes from now on (services/audit/src/chain/sealed-rows.ts).
SET LOCAL TimeZone = 'UTC';
DO $$
DECLARE
    sealed record;
    one record;
BEGIN
    FOR sealed IN
        SELECT * FROM (VALUES
            ('hedge_events', '{id}'::text[], '{}'::text[]),
            ('statements', '{deskId,account}', '{readAt}'),
            ('contracts', '{providerId}', '{}'),
            ('contract_versions', '{providerId,version}', '{}'),
            ('account_evidence', '{deskId,account,providerId,contractVersion}', '{changedAt}'),
            ('history_imports', '{id}', '{}')
        ) AS tables ("table", "key", "unsealed")
    LOOP
        FOR one IN EXECUTE format('SELECT to_jsonb(every) AS "row" FROM %I every ORDER BY 1', sealed."table") LOOP
            PERFORM append_audit_link('row.sealed', NULL, jsonb_build_object(
                'table', sealed."table",
                'key', (SELECT string_agg(one."row"->>"column", ' ' ORDER BY place)
                    FROM unnest(sealed."key") WITH ORDINALITY AS named ("column", place)),
                'row', (SELECT jsonb_object_agg("key", CASE WHEN length("value"::text) > 1000
                    THEN jsonb_build_object('sha256', encode(sha256(convert_to("value"::text, 'UTF8')), 'hex'))
                    ELSE "value" END) FROM jsonb_each(one."row" - sealed."unsealed"))
            ));
        END LOOP;
    END LOOP;
END
$$;
