-- What the user wrote: on calls ('call', by sid) and on receipts ('receipt', by the server's id). A note outlives
-- its row, since the server cannot give it again.
CREATE TABLE notes (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    search_text TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

-- A database made anew may have come in place of a damaged one: what it still has to look for in the backup.
CREATE TABLE to_restore (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO to_restore VALUES ('notes');
