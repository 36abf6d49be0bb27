"""The computer's time zone is read anew when it is asked for, and told apart by its rules."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desktop.services.time_zone import read_zone

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
