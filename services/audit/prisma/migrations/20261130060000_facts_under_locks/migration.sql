-- An act of the ledger takes its locks, in the order that every transaction keeps, and reads what it decides by in one
-- question: each round trip between the two is time in which the rows are locked. What is read is read after the last lock.

-- The execution of a leg, and before it its desk if the act may halt it. Answers the instant; null if there is no such leg.
CREATE FUNCTION lock_leg(leg text, with_desk boolean) RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
    target "legs";
BEGIN
    SELECT * INTO target FROM "legs" WHERE "id" = leg;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF with_desk THEN
        PERFORM 1 FROM "desks" WHERE "id" = target."deskId" FOR UPDATE;
    END IF;
    PERFORM 1 FROM "execution_audit_log" WHERE "id" = target."executionId" FOR UPDATE;
    RETURN clock_timestamp();
END
$$;

-- An execution, and before it its desk if the act may halt it. Answers the instant.
CREATE FUNCTION lock_execution(execution uuid, with_desk boolean) RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
    IF with_desk THEN
        PERFORM 1 FROM "desks" WHERE "id" = (SELECT "deskId" FROM "execution_audit_log" WHERE "id" = execution) FOR UPDATE;
    END IF;
    PERFORM 1 FROM "execution_audit_log" WHERE "id" = execution FOR UPDATE;
    RETURN clock_timestamp();
END
$$;

-- All that an open depends on: the desk's control, which cannot change until the commit, and what its accounts have
-- outstanding, in all and on the match, external bets included: one at a time reserves stake of them. A row an account; none
-- if there is no such desk. A place is where an account's provider has its leg.
CREATE FUNCTION facts_for_open(desk_id text, match text, places jsonb)
RETURNS TABLE (
    "trading" text, "mode" text, "venue" text, "account" text, "totalMinor" bigint, "matchMinor" bigint, "isBusy" boolean
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM "desks" WHERE "id" = desk_id FOR SHARE;
    PERFORM 1 FROM "accounts" WHERE "deskId" = desk_id ORDER BY "account" FOR UPDATE;
    RETURN QUERY SELECT desk."trading", desk."mode", desk."venue", place."account",
        live."totalMinor" + coalesce((100 * statement."externalStake")::bigint, 0), live."matchMinor",
        EXISTS (
            SELECT 1 FROM "execution_audit_log" execution JOIN "legs" leg ON leg."executionId" = execution."id"
            WHERE execution."deskId" = desk_id AND execution."closedAt" IS NULL AND leg."account" = place."account"
                AND leg."providerId" = place."providerId" AND leg."eventId" = place."eventId"
        )
    FROM "desks" desk
        CROSS JOIN jsonb_to_recordset(places)
            AS place("account" text, "providerId" text, "eventId" text, "selectionId" text)
        LEFT JOIN "statements" statement ON statement."deskId" = desk_id AND statement."account" = place."account"
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(own."stakeMinor"), 0)::bigint AS "totalMinor",
                coalesce(sum(own."stakeMinor") FILTER (
                    WHERE is_on_match(own, match, place."providerId", place."eventId", place."selectionId")
                ), 0)::bigint AS "matchMinor"
            FROM "outstanding_legs" own WHERE own."deskId" = desk_id AND own."account" = place."account"
        ) live
    WHERE desk."id" = desk_id;
END
$$;

-- All that a permit of the leg depends on. What concerns single legs is looked up for each of the few that are outstanding: a
-- join would read every execution there ever was.
CREATE FUNCTION facts_for_arm(leg_id text, attempt uuid)
RETURNS TABLE (
    "now" timestamptz, "trading" text, "legId" text, "account" text, "role" text, "state" text, "venue" text, "matchId" text,
    "executionId" uuid, "deadline" timestamptz, "execution" json, "evidence" json, "leaseHolder" text, "leaseEpoch" integer,
    "leaseExpiresAt" timestamptz, "isNonceUsed" boolean, "matchMinor" bigint, "isSelectionBusy" boolean,
    "isUnreconciled" boolean, "totalMinor" bigint
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    PERFORM lock_for_arm(leg_id);
    RETURN QUERY SELECT clock_timestamp(),
        desk."trading", leg."id", leg."account", leg."role", leg."state", leg."venue", leg."matchId", leg."executionId",
        leg."deadline"::timestamptz,
        json_build_object('opportunity', execution."opportunity", 'legs', (
            SELECT json_agg(json_build_object(
                'legId', own."id", 'role', own."role", 'account', own."account", 'selectionId', own."selectionId",
                'state', own."state", 'stake', own."stake"::text, 'leastOdds', trim_scale(own."leastOdds")::text,
                'receipt', own."receipt", 'settlement',
                CASE WHEN own."settledAt" IS NOT NULL THEN json_build_object('result', own."settledResult") END
            ))
            FROM "legs" own WHERE own."executionId" = leg."executionId"
        )),
        evidence_of_legs(leg."executionId"),
        lease."holder", lease."epoch", lease."expiresAt"::timestamptz,
        EXISTS (SELECT 1 FROM "permits" WHERE "nonce" = attempt),
        live."matchMinor", live."isSelectionBusy", live."isUnreconciled",
        live."placedMinor" + coalesce((100 * statement."externalStake")::bigint, 0)
    FROM "legs" leg
        JOIN "desks" desk ON desk."id" = leg."deskId"
        JOIN "execution_audit_log" execution ON execution."id" = leg."executionId"
        LEFT JOIN "leases" lease ON lease."resource" = account_resource(leg)
        LEFT JOIN "statements" statement ON statement."deskId" = leg."deskId" AND statement."account" = leg."account"
        CROSS JOIN LATERAL (
            SELECT
                coalesce(sum(own."stakeMinor"), 0)::bigint AS "placedMinor",
                coalesce(sum(own."stakeMinor") FILTER (
                    WHERE is_on_match(own, leg."matchId", leg."providerId", leg."eventId", leg."selectionId")
                ), 0)::bigint AS "matchMinor",
                coalesce(bool_or(
                    own."id" <> leg."id" AND own."providerId" = leg."providerId" AND own."selectionId" = leg."selectionId"
                        AND NOT (own."executionId" = leg."executionId" AND own."state" = 'ACCEPTED')
                        AND (SELECT "closedAt" IS NULL FROM "execution_audit_log" WHERE "id" = own."executionId")
                ), false) AS "isSelectionBusy",
                coalesce(bool_or(
                    own."state" IN ('ARMED', 'PENDING', 'UNKNOWN')
                        AND (SELECT "epoch" FROM "permits" WHERE "legId" = own."id") < lease."epoch"
                ), false) AS "isUnreconciled"
            FROM "outstanding_legs" own
            WHERE own."deskId" = leg."deskId" AND own."account" = leg."account"
        ) live
    WHERE leg."id" = leg_id;
END
$$;
