-- The cap of a match counts by the provider's own event and selection as well: our id of a match is made of names and a
-- date, and a match that is respelled or moved past midnight must not escape its cap.
CREATE OR REPLACE VIEW "outstanding_legs" AS
    SELECT leg."id", leg."executionId", leg."deskId", leg."account", leg."matchId", leg."providerId", leg."selectionId",
        leg."state", outstanding_minor(leg) AS "stakeMinor", leg."eventId"
    FROM "legs" leg
    WHERE leg."venue" = 'live' AND leg."settledAt" IS NULL
        AND leg."state" IN ('AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED', 'ACCEPTED')
UNION ALL
    SELECT leg."id", leg."executionId", leg."deskId", leg."account", leg."matchId", leg."providerId", leg."selectionId",
        leg."state", outstanding_minor(leg) AS "stakeMinor", leg."eventId"
    FROM "execution_audit_log" execution JOIN "legs" leg ON leg."executionId" = execution."id"
    WHERE execution."closedAt" IS NULL AND leg."venue" = 'paper' AND leg."settledAt" IS NULL
        AND leg."state" IN ('AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED', 'ACCEPTED');

-- Whether an outstanding leg counts toward the cap of the match of another leg of its account.
CREATE FUNCTION is_on_match(own "outstanding_legs", match text, provider text, event text, selection text)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT own."matchId" = match
        OR (own."providerId" = provider AND (own."eventId" = event OR own."selectionId" = selection))
$$;
