-- What a delivery carries, frozen when its charge is claimed: every attempt sends the same bytes,
-- whatever an amendment or a newer program would make of them. Rows from before are filled in at
-- the next start.
ALTER TABLE outbox ADD COLUMN body BLOB NOT NULL DEFAULT x'';
