-- What was exported. Every export is remembered; of one under way this is the journal that it is gone on by. It needs
-- no rows of receipts, calls or kept files, and stays when they go.

CREATE TABLE exports (
    export_id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE, -- what a backup knows it by
    kind TEXT NOT NULL, -- receipts, calls
    state TEXT NOT NULL, -- running; done, cancelled, failed
    started_at INTEGER NOT NULL,
    ended_at INTEGER, -- NULL: running
    target BLOB NOT NULL, -- paths as the system has them
    part BLOB, -- NULL once it is over
    words TEXT NOT NULL, -- JSON: what its filter was called
    query TEXT NOT NULL, -- JSON, see core.saved_view; '': of a selection
    asked INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    file_count INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    size INTEGER NOT NULL
) STRICT;

CREATE INDEX exports_running ON exports (state) WHERE state = 'running';

-- What an export said of a receipt; the next one that says the same says it by the same row.
CREATE TABLE exported_rows (
    version_id INTEGER PRIMARY KEY,
    said_by INTEGER NOT NULL, -- the export that said it first
    received_at INTEGER,
    vendor TEXT NOT NULL,
    amount_minor INTEGER,
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    invoice_number TEXT NOT NULL,
    invoice_date TEXT,
    confidence INTEGER,
    source TEXT NOT NULL,
    from_email TEXT NOT NULL,
    subject TEXT NOT NULL,
    error_message TEXT NOT NULL,
    source_file_id INTEGER,
    source_file_size INTEGER,
    preview_file_id INTEGER,
    preview_file_size INTEGER,
    duplicate INTEGER NOT NULL
) STRICT;

-- What an export was asked for, in its order.
CREATE TABLE export_items (
    export_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item TEXT NOT NULL, -- id of the receipt, or sid of the call
    parts INTEGER, -- 1: source or recording, 2: preview or transcript, 3: both are in it; NULL: not written yet
    version_id INTEGER, -- NULL: of a call, or nobody knows any more
    first_at INTEGER, -- positions of the two in export_files; NULL: it is not in it, or nobody knows any more
    second_at INTEGER,
    PRIMARY KEY (export_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX export_items_of ON export_items (item, export_id);

-- Its files, as they stand in the ZIP one after another.
CREATE TABLE export_files (
    export_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL, -- '': a list of the export's own
    item TEXT NOT NULL,
    name TEXT NOT NULL,
    offset INTEGER NOT NULL,
    size INTEGER NOT NULL,
    crc32 INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    moment INTEGER NOT NULL,
    zone INTEGER NOT NULL, -- seconds east of Greenwich, by which the ZIP shows the moment
    PRIMARY KEY (export_id, position)
) STRICT, WITHOUT ROWID;

-- Files that are not in it.
CREATE TABLE export_gaps (
    export_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    reason TEXT NOT NULL, -- JSON, see core.kept_error
    due INTEGER NOT NULL, -- 0: the server has none
    PRIMARY KEY (export_id, position)
) STRICT, WITHOUT ROWID;

-- The newest finished export of each receipt, and what stands in it.
CREATE TABLE exported (
    receipt_id INTEGER PRIMARY KEY,
    export_id INTEGER NOT NULL,
    version_id INTEGER, -- NULL: nobody knows any more
    parts INTEGER NOT NULL,
    source_sha256 BLOB, -- NULL: it is not in it, or nobody knows any more
    preview_sha256 BLOB
) STRICT;
