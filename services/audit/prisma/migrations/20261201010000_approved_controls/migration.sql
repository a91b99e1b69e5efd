-- A control is loosened with an approval that is the desk's last of these links: it is looked up in the commit of the change.
CREATE INDEX "audit_chain_controls_idx" ON "audit_chain" (("details"->>'deskId'), "sequence")
    WHERE "kind" IN ('control.approved', 'desk.controlled');
