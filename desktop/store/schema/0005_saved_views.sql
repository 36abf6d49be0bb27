-- Queries that the user named, for each page in the order of position. The query is JSON, see core.saved_view.

CREATE TABLE saved_views (
    view_id INTEGER PRIMARY KEY,
    page TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    query TEXT NOT NULL
) STRICT;
