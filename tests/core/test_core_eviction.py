"""The rules of what may go: never a protected one, never more than is needed, the least needed first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.eviction import (
    GIGABYTE,
    KeepPolicy,
    KeptRecording,
    Stays,
    least_free,
    make_room,
    outlived,
    reason_to_stay,
    to_free,
)

NOW = datetime(2026, 11, 27, tzinfo=UTC)
SIDS = st.integers(0, 40).map(lambda number: f"CA{number}")
RECORDINGS = st.lists(
    st.builds(
        KeptRecording,
        sid=SIDS,
        size=st.integers(0, 50),
        used_at=st.integers(0, 100).map(lambda days: NOW - timedelta(days=days)),
        # Most may go: else little is chosen.
        reviewed=st.sampled_from([True, True, True, False]),
        pinned=st.sampled_from([False, False, False, True]),
        noted=st.sampled_from([False, False, False, True]),
        on_server=st.sampled_from([True, True, False]),
    ),
    max_size=25,
    unique_by=lambda recording: recording.sid,
)
PLAYING = st.sets(SIDS, max_size=2)
POLICIES = st.sampled_from(KeepPolicy)


@given(RECORDINGS, PLAYING, st.integers(-10, 600), st.booleans())
def test_a_protected_one_never_goes(
    recordings: list[KeptRecording], playing: set[str], needed: int, only_here_too: bool
) -> None:
    plan = to_free(needed, recordings, playing, only_here_too=only_here_too)
    for one in plan.go:
        assert one.sid not in playing
        assert one.reviewed and not one.pinned and not one.noted
        assert one.on_server or only_here_too


@given(RECORDINGS, PLAYING, st.integers(-10, 600), st.booleans())
def test_no_more_goes_than_is_needed(
    recordings: list[KeptRecording], playing: set[str], needed: int, only_here_too: bool
) -> None:
    plan = to_free(needed, recordings, playing, only_here_too=only_here_too)
    assert all(plan.freed - one.size < needed for one in plan.go)
    assert plan.short == max(0, needed - plan.freed)


@given(RECORDINGS, PLAYING, st.integers(-10, 600), st.booleans())
def test_it_is_short_only_when_nothing_more_may_go(
    recordings: list[KeptRecording], playing: set[str], needed: int, only_here_too: bool
) -> None:
    plan = to_free(needed, recordings, playing, only_here_too=only_here_too)
    left = [one for one in recordings if one not in plan.go]
    free_to_go = [one for one in left if not reason_to_stay(one, playing, only_here_too=only_here_too)]
    if plan.short:
        assert not any(one.size for one in free_to_go)
    assert sum(plan.stays) == len(recordings) - len(plan.go) - len(free_to_go)


@given(RECORDINGS, st.integers(1, 600))
def test_what_was_not_needed_for_longest_goes_first(recordings: list[KeptRecording], needed: int) -> None:
    plan = to_free(needed, [one._replace(size=10) for one in recordings])
    left = [one for one in recordings if one.sid not in {gone.sid for gone in plan.go}]
    longest = [one.used_at for one in left if not reason_to_stay(one)]
    assert all(one.used_at <= min(longest, default=NOW) for one in plan.go)


@given(RECORDINGS, PLAYING, POLICIES, st.integers(1, 60))
def test_a_policy_takes_nothing_that_is_protected(
    recordings: list[KeptRecording], playing: set[str], policy: KeepPolicy, days: int
) -> None:
    for one in outlived(policy, days, recordings, NOW, playing).go:
        assert not reason_to_stay(one, playing, only_here_too=True)
        assert policy is not KeepPolicy.LIMIT
        assert policy is not KeepPolicy.SERVER or one.deleted
        assert policy is not KeepPolicy.DAYS or NOW - one.used_at >= timedelta(days=days)


def test_what_goes_together_with_a_large_one_is_not_missed() -> None:
    """The small one was used longest ago, and is not enough; with the large one it is not needed."""
    small = KeptRecording("CA1", 1, NOW - timedelta(days=9), reviewed=True, on_server=True)
    large = KeptRecording("CA2", 100, NOW - timedelta(days=8), reviewed=True, on_server=True)
    assert to_free(50, [large, small]).go == (large,)


def test_each_is_counted_by_its_first_reason() -> None:
    one = KeptRecording("CA1", 1, NOW)
    recordings = [
        one,
        one._replace(sid="CA2", pinned=True),
        one._replace(sid="CA3", reviewed=True, noted=True),
        one._replace(sid="CA4", reviewed=True),
        one._replace(sid="CA5", reviewed=True, on_server=True),
    ]
    plan = to_free(5, recordings, {"CA5"})
    assert (plan.go, plan.short) == ((), 5)
    assert plan.stays == Stays(playing=1, pinned=1, noted=1, unreviewed=1, only_here=1)


@pytest.mark.parametrize(("total", "least"), [(10, 2), (40, 2), (1000, 50)])
def test_a_part_of_the_disk_is_left(total: int, least: int) -> None:
    assert least_free(total * GIGABYTE) == least * GIGABYTE


# -- what came for an export -------------------------------------------------------------------------


def guest(sid: str, *, on_server: bool = True) -> KeptRecording:
    return KeptRecording(sid, 100, NOW, reviewed=True, on_server=on_server, for_export=True)


def test_what_stays_of_an_export_is_said_to_be_too_much() -> None:
    """The server has it no longer: it goes when the user says so, as any other does."""
    gone = [guest(f"g{number}", on_server=False) for number in range(6)]
    found = make_room(500, gone)
    assert (found.go, found.short, found.stays.only_here) == ((), 500, 6)
    assert make_room(500, gone, only_here_too=True).short == 500, "nothing goes for what came for an export"


def test_what_is_written_at_this_moment_is_not_too_much() -> None:
    awaited = [guest(f"g{number}") for number in range(6)]
    found = make_room(500, awaited, awaited=[one.sid for one in awaited])
    assert (found.go, found.short) == ((), 0)
