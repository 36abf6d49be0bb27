-- How far each recording was heard, by the sid of its call.
CREATE TABLE playback (
    sid TEXT PRIMARY KEY,
    position_ms INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL, -- 0: not known
    heard TEXT NOT NULL, -- JSON: [[from, to], ...] in ms, in order, none touching the next
    played_at INTEGER NOT NULL
) STRICT;

-- What the user wrote at a time of a recording. It outlives its call, as notes do.
CREATE TABLE bookmarks (
    sid TEXT NOT NULL,
    made_at INTEGER NOT NULL, -- in microseconds; with the sid, what a bookmark is known by
    at_ms INTEGER NOT NULL,
    text TEXT NOT NULL,
    search_text TEXT NOT NULL,
    PRIMARY KEY (sid, made_at)
) STRICT;
