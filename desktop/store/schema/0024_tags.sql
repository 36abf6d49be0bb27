-- The user's own words on receipts, several on each. Like a note a tag needs no row of the receipt, and stays when
-- that goes. A tag is the same in every spelling that is searched for as one.
CREATE TABLE receipt_tags (
    receipt_id INTEGER NOT NULL,
    tag_key TEXT NOT NULL, -- as it is looked for
    tag TEXT NOT NULL, -- as it was written
    PRIMARY KEY (receipt_id, tag_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX receipt_tags_by_tag ON receipt_tags (tag_key, receipt_id);
