-- Times are whole microseconds since 1970 in UTC, amounts whole minor units, truths 0 or 1.
-- Texts are "" when the server gave none. Columns named *_key hold what is compared and sorted
-- (core.search_text.normalise), NULL when there is nothing to compare.

CREATE TABLE calls (
    row_id INTEGER PRIMARY KEY,
    sid TEXT NOT NULL UNIQUE,
    created_at INTEGER,
    direction TEXT NOT NULL,
    status TEXT NOT NULL,
    duration_s INTEGER,
    has_recording INTEGER NOT NULL,
    has_transcript INTEGER NOT NULL,
    expires_at INTEGER,
    seen_at INTEGER NOT NULL, -- when this computer first saw the row as it stands
    phone TEXT NOT NULL,
    phone_forms TEXT NOT NULL, -- 972541234567 and 0541234567, one in each line
    lead_name TEXT NOT NULL,
    lead_key TEXT,
    error_message TEXT NOT NULL,
    summary TEXT NOT NULL,
    transcript_start TEXT NOT NULL
) STRICT;

CREATE INDEX calls_by_date ON calls (created_at);

-- Apart, because transcripts reach 33,000 characters: lists, sorts and counts never read them.
CREATE TABLE call_texts (
    row_id INTEGER PRIMARY KEY REFERENCES calls (row_id) ON DELETE CASCADE,
    search_text TEXT NOT NULL,
    transcript TEXT NOT NULL
) STRICT;

CREATE TABLE receipts (
    row_id INTEGER PRIMARY KEY, -- the server's id
    received_at INTEGER,
    status TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER,
    confidence INTEGER,
    vendor TEXT NOT NULL,
    vendor_key TEXT,
    invoice_number TEXT NOT NULL,
    invoice_date TEXT, -- 2024-01-15
    source TEXT NOT NULL,
    from_email TEXT NOT NULL,
    subject TEXT NOT NULL,
    preview_status TEXT NOT NULL,
    preview_failure_reason TEXT NOT NULL,
    source_file_id INTEGER, -- NULL: there is no such file
    source_file_name TEXT NOT NULL,
    source_file_type TEXT NOT NULL,
    source_file_size INTEGER,
    preview_file_id INTEGER,
    preview_file_name TEXT NOT NULL,
    preview_file_type TEXT NOT NULL,
    preview_file_size INTEGER,
    created_at INTEGER,
    error_message TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    search_text TEXT NOT NULL
) STRICT;

CREATE INDEX receipts_by_date ON receipts (received_at);

CREATE TABLE kept_files (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    path TEXT NOT NULL, -- below the account's folder, with /
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
