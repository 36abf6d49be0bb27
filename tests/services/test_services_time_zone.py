"""The computer's time zone is read anew when it is asked for, and told apart by its rules."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.models import Receipt
from desktop.demo.server import DemoServer
from desktop.services.time_zone import held_zone, read_zone
from tests.prepared import open_scope

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="sets the time zone of this process")
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def zone_of_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test sets is gone after it."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC0")
        yield
    time.tzset()


def test_it_is_the_one_that_the_system_has_now() -> None:
    before = read_zone()
    assert NOON.astimezone().utcoffset() == timedelta()
    os.environ["TZ"] = "XXX-3"
    assert read_zone() != before
    assert NOON.astimezone().utcoffset() == timedelta(hours=3)


def test_one_with_summer_time_is_another_than_one_without() -> None:
    os.environ["TZ"] = "XXX-2"
    winter = read_zone()
    os.environ["TZ"] = "XXX-2YYY,M3.4.5/2,M10.5.0/2"
    summer = read_zone()
    assert summer != winter
    assert read_zone() == summer


def test_an_account_knows_by_which_zone_its_days_are_told(server: DemoServer, data_dir: Path) -> None:
    read_zone()
    scope = open_scope(data_dir, server.url)
    scope._receipts.upsert([Receipt(1, received_at=datetime(2026, 6, 1, 23, tzinfo=UTC))])
    before = scope.receipts.days_zone
    assert before == held_zone()
    os.environ["TZ"] = "XXX-3"
    assert read_zone() != scope.receipts.days_zone
    with scope.database.transaction() as connection:
        refused = "BEFORE UPDATE OF day ON receipts BEGIN SELECT RAISE(ABORT, 'not now'); END"
        connection.execute(f"CREATE TRIGGER refused {refused}")
    with pytest.raises(sqlite3.IntegrityError):
        scope.receipts.follow_time_zone()
    assert scope.receipts.days_zone == before, "what failed is still to be done"
    with scope.database.transaction() as connection:
        connection.execute("DROP TRIGGER refused")
    assert scope.receipts.follow_time_zone() == 1
    assert scope.receipts.days_zone == held_zone()
    scope.close()
