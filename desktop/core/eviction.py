"""Which recordings may leave this computer, and which go first: plain rules on what is known of each.

Never one that plays, is pinned, has a note or is not reviewed; never one that the server has no longer,
unless the user says so. Of the others the one that was not needed for longest goes first.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

GIGABYTE = 1000**3 if sys.platform == "darwin" else 1024**3
"""As the system's own windows count."""
LEAST_FREE_BYTES = 2 * GIGABYTE
LEAST_FREE_SHARE = 0.05


class KeepPolicy(StrEnum):
    """How long recordings stay on this computer."""

    LIMIT = "limit"
    """Until they take more than the limit; then only what the server still has goes by itself."""
    DAYS = "days"
    """Reviewed ones for so many days after they were last needed, whether the server has them or not."""
    SERVER = "server"
    """Reviewed ones until the server has deleted them."""


class KeptRecording(NamedTuple):
    """What decides about one recording. `used_at`: when it came or was played last, the later of both.

    `on_server`: the server still promises it, as far as anybody knows. Sizes in bytes.
    """

    sid: str
    size: int
    used_at: datetime
    reviewed: bool = False
    pinned: bool = False
    noted: bool = False
    on_server: bool = False
    for_export: bool = False
    """It came for an export alone, and nobody heard or kept it since: nothing goes for it."""
    deleted: bool = False
    """The server has it no longer, as it said, or as the calendar says; between both nobody knows."""


class Stays(NamedTuple):
    """So many recordings cannot go, each counted once, by the first reason that holds."""

    playing: int = 0
    pinned: int = 0
    noted: int = 0
    unreviewed: int = 0
    only_here: int = 0


class Eviction(NamedTuple):
    """`go`, the first to go first; `short`: so many bytes more than that are wanted; `stays`: why no more."""

    go: tuple[KeptRecording, ...]
    short: int
    stays: Stays

    @property
    def freed(self) -> int:
        return sum(recording.size for recording in self.go)


class SpaceRules(NamedTuple):
    """What the user set. `limit` in bytes, 0: none."""

    limit: int = 0
    policy: KeepPolicy = KeepPolicy.LIMIT
    days: int = 0


def least_free(disk_total: int) -> int:
    """So many bytes of a disk of this size are never taken: 2 GB or 5 %, whichever is more."""
    return max(LEAST_FREE_BYTES, int(disk_total * LEAST_FREE_SHARE))


def reason_to_stay(
    recording: KeptRecording, playing: Collection[str] = (), *, only_here_too: bool = False
) -> str:
    """The name of a field of Stays; "" for one that may go. `only_here_too`: the user said so."""
    if recording.sid in playing:
        return "playing"
    if recording.pinned:
        return "pinned"
    if recording.noted:
        return "noted"
    if not recording.reviewed:
        return "unreviewed"
    return "" if recording.on_server or only_here_too else "only_here"


def to_free(
    needed: int,
    recordings: Sequence[KeptRecording],
    playing: Collection[str] = (),
    *,
    only_here_too: bool = False,
) -> Eviction:
    """Which recordings go so that `needed` bytes are free, and no more than that takes."""
    may_go, stays = _sorted_out(recordings, playing, only_here_too)
    # What can be had again before what cannot, also where the user allows both.
    may_go.sort(key=lambda one: not one.on_server)
    chosen: list[KeptRecording] = []
    freed = 0
    for recording in may_go:
        if freed >= needed:
            break
        chosen.append(recording)
        freed += recording.size
    # The last one may have been so large that others need not go: those that were needed last stay.
    for recording in reversed(chosen[:-1]):
        if freed - recording.size >= needed:
            chosen.remove(recording)
            freed -= recording.size
    return Eviction(tuple(chosen), max(0, needed - freed), stays)


def make_room(
    needed: int,
    recordings: Sequence[KeptRecording],
    playing: Collection[str] = (),
    awaited: Collection[str] = (),
    *,
    only_here_too: bool = False,
) -> Eviction:
    """As `to_free`: what came for an export goes first, reviewed or not, and no other one goes for it.

    `awaited`: an export is still to write these, which stay. So does what the server has no longer.
    """
    guests = [one for one in recordings if one.for_export and one.sid not in playing]
    may_go = [one for one in guests if one.on_server and one.sid not in awaited]
    go = tuple(_oldest_first(may_go, needed))
    stay = {one.sid for one in may_go}.union(awaited)
    others = [one for one in recordings if one.sid not in stay]
    rest = min(needed - sum(one.size for one in go), needed - sum(one.size for one in guests))
    more = to_free(max(0, rest), others, playing, only_here_too=only_here_too)
    # What is written into a ZIP at this moment goes by itself.
    soon = sum(one.size for one in guests if one.sid in awaited)
    short = needed - sum(one.size for one in (*go, *more.go)) - soon
    return more._replace(go=(*go, *more.go), short=max(more.short, short))


def _oldest_first(recordings: Sequence[KeptRecording], needed: int) -> Iterator[KeptRecording]:
    for one in sorted(recordings, key=lambda one: (one.used_at, one.sid)):
        if needed <= 0:
            return
        needed -= one.size
        yield one


def outlived(
    policy: KeepPolicy,
    days: int,
    recordings: Sequence[KeptRecording],
    now: datetime,
    playing: Collection[str] = (),
) -> Eviction:
    """What the policy no longer keeps: choosing it is the user's word for what the server has no longer."""
    may_go, stays = _sorted_out(recordings, playing, only_here_too=True)
    if policy is KeepPolicy.DAYS:
        over = [one for one in may_go if now - one.used_at >= timedelta(days=max(1, days))]
    elif policy is KeepPolicy.SERVER:
        over = [one for one in may_go if one.deleted]
    else:
        over = []
    return Eviction(tuple(over), 0, stays)


def _sorted_out(
    recordings: Sequence[KeptRecording], playing: Collection[str], only_here_too: bool
) -> tuple[list[KeptRecording], Stays]:
    may_go: list[KeptRecording] = []
    counts = dict.fromkeys(Stays._fields, 0)
    for recording in recordings:
        reason = reason_to_stay(recording, playing, only_here_too=only_here_too)
        if reason:
            counts[reason] += 1
        else:
            may_go.append(recording)
    return sorted(may_go, key=lambda one: (one.used_at, one.sid)), Stays(**counts)
