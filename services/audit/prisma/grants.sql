-- What the service may do in the ledger, whatever it is told to: no DDL, no TRUNCATE, no DELETE but of released leases,
-- and of the audit chain only reading it and having a link appended. Sent whole, so one transaction.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM surefoot_ledger;
GRANT USAGE ON SCHEMA public TO surefoot_ledger;
GRANT SELECT, INSERT, UPDATE ON "execution_audit_log", "legs", "desks", "accounts", "leases", "contracts", "statements",
    "account_evidence", "learnt_limits", "statement_parts", "alerts", "console_links", "console_sessions"
    TO surefoot_ledger;
GRANT DELETE ON "leases" TO surefoot_ledger;
GRANT SELECT, INSERT ON "hedge_events", "permits", "account_transitions", "contract_versions", "system_log",
    "history_imports", "imported_executions", "imported_hedge_events", "alert_deliveries", "request_keys"
    TO surefoot_ledger;
GRANT SELECT ON "audit_chain", "outstanding_legs" TO surefoot_ledger;
GRANT INSERT ON "links_to_append" TO surefoot_ledger;
GRANT USAGE ON SEQUENCE "account_transitions_id_seq", "system_log_id_seq", "alert_deliveries_id_seq",
    "links_to_append_id_seq" TO surefoot_ledger;
-- For instances of the version before, which append a link themselves, until the last of them has been replaced.
GRANT EXECUTE ON FUNCTION append_audit_link(text, uuid, jsonb) TO surefoot_ledger;
