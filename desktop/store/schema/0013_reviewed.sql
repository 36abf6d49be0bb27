-- What the user said of a call by its recording. Like a note it needs no row of the call, and stays when that goes.
CREATE TABLE call_marks (
    sid TEXT PRIMARY KEY,
    reviewed_at INTEGER, -- NULL: not reviewed
    pinned_at INTEGER, -- NULL: not pinned
    used_at INTEGER -- when it was played last; NULL: never
) STRICT, WITHOUT ROWID;
