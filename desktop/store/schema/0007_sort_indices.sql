-- Every order of the calls' list stands in an index, equals by date and what is unknown apart, so that the first
-- rows are there without sorting all. What is indexed is written as in calls_repository.

CREATE INDEX calls_by_customer ON calls (lead_key, created_at DESC, row_id DESC);
CREATE INDEX calls_by_customer_down ON calls (lead_key DESC, created_at DESC, row_id DESC);
CREATE INDEX calls_by_phone ON calls (NULLIF(phone, ''), created_at DESC, row_id DESC);
CREATE INDEX calls_by_phone_down ON calls (NULLIF(phone, '') DESC, created_at DESC, row_id DESC);
CREATE INDEX calls_by_length ON calls (duration_s, created_at DESC, row_id DESC);
CREATE INDEX calls_by_length_down ON calls (duration_s DESC, created_at DESC, row_id DESC);
CREATE INDEX calls_by_status ON calls (
    CASE status
        WHEN 'completed' THEN 0 WHEN 'no-answer' THEN 1 WHEN 'busy' THEN 2 WHEN 'failed' THEN 3
        WHEN 'canceled' THEN 4 WHEN 'in-progress' THEN 5 WHEN 'ringing' THEN 6 WHEN 'initiated' THEN 7
        WHEN 'received' THEN 8 WHEN 'unknown' THEN 9
    END, created_at DESC, row_id DESC
);
CREATE INDEX calls_by_status_down ON calls (
    CASE status
        WHEN 'completed' THEN 0 WHEN 'no-answer' THEN 1 WHEN 'busy' THEN 2 WHEN 'failed' THEN 3
        WHEN 'canceled' THEN 4 WHEN 'in-progress' THEN 5 WHEN 'ringing' THEN 6 WHEN 'initiated' THEN 7
        WHEN 'received' THEN 8 WHEN 'unknown' THEN 9
    END DESC, created_at DESC, row_id DESC
);
