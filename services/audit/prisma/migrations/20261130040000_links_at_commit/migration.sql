-- A link waits here until its transaction commits, and is appended as the commit's last act. The chain is one for all desks:
-- whoever appends keeps all others from their commits, so no round trip to the service may come between the two.
CREATE TABLE "links_to_append" (
    "id" BIGSERIAL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "executionId" UUID,
    "details" JSONB NOT NULL
);

CREATE FUNCTION append_at_commit() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM append_audit_link(NEW."kind", NEW."executionId", NEW."details");
    DELETE FROM "links_to_append" WHERE "id" = NEW."id";
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION append_at_commit() FROM PUBLIC;

CREATE CONSTRAINT TRIGGER links_append_at_commit AFTER INSERT ON "links_to_append"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION append_at_commit();
