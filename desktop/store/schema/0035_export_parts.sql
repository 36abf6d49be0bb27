-- Files that exports are written into before they have their names, wherever those are: what a kill left of one that
-- nobody goes on with is removed by this list, and by nothing else.

CREATE TABLE export_parts (
    part BLOB PRIMARY KEY -- as the system has it
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO export_parts (part) SELECT part FROM exports WHERE part IS NOT NULL;
