-- What the server has no longer, by its own 404 for that very row. It stays here only as long as the user keeps
-- something of it.
ALTER TABLE calls ADD COLUMN gone_at INTEGER;
ALTER TABLE receipts ADD COLUMN gone_at INTEGER;

CREATE INDEX calls_gone ON calls (gone_at) WHERE gone_at IS NOT NULL;
CREATE INDEX receipts_gone ON receipts (gone_at) WHERE gone_at IS NOT NULL;

-- Rows that a walk over the whole list did not show. Each waits to be asked for by itself.
CREATE TABLE unseen (
    list TEXT NOT NULL, -- calls or receipts
    id TEXT NOT NULL, -- sid of the call, or number of the receipt
    asked_at INTEGER, -- NULL: not asked for yet
    PRIMARY KEY (list, id)
) STRICT, WITHOUT ROWID;

-- A sync adds a hundred texts at a time, each bunch a segment of the index: merged eight at a time, not four, it
-- spends its time on the new ones.
INSERT INTO call_search (call_search, rank) VALUES ('automerge', 8);
