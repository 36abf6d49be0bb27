-- Parts of words are found through an index of every three letters in a row (FTS5's trigrams), without their
-- places: what it finds is read once more, from entries that are numbered by time. A text in call_texts that is
-- not "" waits to be moved into an entry; until then it is found by reading it.

CREATE TABLE call_entries (
    entry_id INTEGER PRIMARY KEY,
    row_id INTEGER NOT NULL UNIQUE REFERENCES calls (row_id) ON DELETE CASCADE,
    search_text TEXT NOT NULL
) STRICT;

CREATE INDEX call_texts_waiting ON call_texts (row_id) WHERE search_text <> '';

CREATE VIRTUAL TABLE call_search USING fts5 (
    search_text,
    content = 'call_entries',
    content_rowid = 'entry_id',
    tokenize = 'trigram case_sensitive 1',
    detail = none,
    columnsize = 0
);
