-- A receipt counts as exported once all of its files that there are stand in a ZIP. 4 in `parts` of export_items: one
-- of them could not be had.

-- Found once for all: no index leads from an item to its gaps.
UPDATE export_items SET parts = parts | 4 WHERE parts IS NOT NULL AND (export_id, item) IN (
    SELECT g.export_id, g.item FROM export_gaps g JOIN exports x USING (export_id)
    WHERE g.due AND x.kind = 'receipts'
        AND NOT CASE WHEN json_valid(g.reason) THEN
            COALESCE(json_extract(g.reason, '$.status') = 404, 0) OR COALESCE(
                json_extract(g.reason, '$.kind') IN ('SourceMissing', 'PreviewMissing', 'NotFound'), 0
            )
        ELSE 0 END
);

-- What counted for an export that lacks some of it counts for the last one that has all, or for none.
CREATE TEMP TABLE lacking AS
SELECT e.receipt_id FROM exported e JOIN export_items i
ON i.item = CAST(e.receipt_id AS TEXT) AND i.export_id = e.export_id WHERE i.parts & 4;

DELETE FROM exported WHERE receipt_id IN (SELECT receipt_id FROM lacking);

INSERT INTO exported (receipt_id, export_id, version_id, parts, source_sha256, preview_sha256)
SELECT l.receipt_id, i.export_id, i.version_id, i.parts,
    (SELECT f.sha256 FROM export_files f WHERE f.export_id = i.export_id AND f.position = i.first_at),
    (SELECT f.sha256 FROM export_files f WHERE f.export_id = i.export_id AND f.position = i.second_at)
FROM lacking l JOIN export_items i ON i.item = CAST(l.receipt_id AS TEXT) AND i.export_id = (
    SELECT MAX(w.export_id) FROM export_items w JOIN exports x USING (export_id)
    WHERE w.item = CAST(l.receipt_id AS TEXT) AND w.parts & 4 = 0 AND x.kind = 'receipts' AND x.state = 'done'
);

DROP TABLE lacking;
