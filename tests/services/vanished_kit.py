"""What vanished, as it is told: to the user first, and then written."""

from __future__ import annotations

from desktop.core.call_query import CallQuery
from desktop.services.account_scope import AccountScope
from desktop.services.retention import Vanished


def take_vanished(scope: AccountScope, query: CallQuery) -> list[Vanished]:
    """It is said, and that is written."""
    news = scope.retention.vanished(query)
    scope.retention.note_shown(news)
    scope.retention.write_shown(news)
    return list(news.days)
