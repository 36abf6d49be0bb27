-- What the user asked to have on this computer, and what came of it. Times in microseconds since 1970, UTC.
-- asked_at: when the server was asked to prepare it, while that may take one of its three slots.

CREATE TABLE transfers (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    priority INTEGER NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL,
    paused INTEGER NOT NULL,
    preparations INTEGER NOT NULL,
    wanted_at INTEGER NOT NULL,
    asked_at INTEGER,
    ended_at INTEGER,
    error TEXT,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX transfers_ended ON transfers (ended_at) WHERE ended_at IS NOT NULL;
