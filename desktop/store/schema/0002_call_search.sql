-- Parts of words are found through an index of every three letters in a row (FTS5's trigrams), without their
-- places: what it finds is read once more. Its entries are numbered by time, so that the newest come first
-- without sorting. A text without a number is not in the index yet; it is found by reading it.

ALTER TABLE call_texts ADD COLUMN index_id INTEGER;

CREATE UNIQUE INDEX call_texts_by_index ON call_texts (index_id);
CREATE INDEX call_texts_waiting ON call_texts (row_id) WHERE index_id IS NULL;

CREATE VIRTUAL TABLE call_search USING fts5 (
    search_text,
    content = 'call_texts',
    content_rowid = 'index_id',
    tokenize = 'trigram case_sensitive 1',
    detail = none,
    columnsize = 0
);
