-- An export that is another one once more, with what was missing: its files are in that ZIP, where nobody else has them.

CREATE TABLE export_completes (
    export_id INTEGER PRIMARY KEY,
    earlier_id INTEGER NOT NULL
) STRICT;
