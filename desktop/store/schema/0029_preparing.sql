-- What the server was asked to prepare and may be at still: each takes one of its three slots, whoever asked for it
-- and whether anybody waits for it. asked_at: in microseconds since 1970, UTC. anew: it was told to begin one anew
-- that had failed, and has not answered that yet.

CREATE TABLE preparing (
    id TEXT PRIMARY KEY NOT NULL,
    asked_at INTEGER NOT NULL,
    anew INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO preparing SELECT id, asked_at, 0 FROM transfers WHERE asked_at IS NOT NULL AND kind = 'recording';

ALTER TABLE transfers DROP COLUMN asked_at;
