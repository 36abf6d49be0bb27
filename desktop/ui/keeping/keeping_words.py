"""What is said of the room that recordings take, and of those that were lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.core.eviction import GIGABYTE, Stays
from desktop.services.retention import Vanished
from desktop.services.space import Room
from desktop.ui.formatting import day_text, number_text, size_text

translate = QCoreApplication.translate
MOST_DAYS = 3
"""So many days are named one by one."""


def gigabytes_text(gigabytes: int) -> str:
    return translate("KeepingWords", "{count} GB").format(count=number_text(gigabytes))


def used_text(used: int, limit_gb: int) -> str:
    """For the status bar; "" while nothing is kept."""
    if not used:
        return ""
    if not limit_gb:
        return translate("KeepingWords", "{size} kept on this computer").format(size=size_text(used))
    text = translate("KeepingWords", "{size} of {limit} kept on this computer")
    return text.format(size=size_text(used), limit=gigabytes_text(limit_gb))


def room_text(room: Room, limit_gb: int) -> str:
    """For the settings: what is used of what may be."""
    if not limit_gb:
        text = translate("KeepingWords", "Recordings kept on this computer: {size}")
        return text.format(size=size_text(room.used))
    text = translate("KeepingWords", "Recordings kept on this computer: {size} of {limit}")
    return text.format(size=size_text(room.used), limit=gigabytes_text(limit_gb))


def disk_text(room: Room) -> str:
    """What the disk has, and what of it is left alone; "" when it does not say."""
    if not room.free:
        return ""
    text = translate("KeepingWords", "{free} are free on this disk, of which {least} are never taken.")
    return text.format(free=size_text(room.free), least=size_text(room.least))


def little_free_text(room: Room) -> str:
    return translate("KeepingWords", "Only {free} are free on this disk.").format(free=size_text(room.free))


def is_over_limit(room: Room, limit_gb: int) -> bool:
    """Whether more room in the settings would help; else the disk is what is full."""
    return bool(limit_gb) and room.used > limit_gb * GIGABYTE


def why_short(room: Room, limit_gb: int, stays: Stays) -> str:
    """Too much is kept and nothing more can go: by how much, why, and what can be done."""
    what = translate("KeepingWords", "Mark calls as reviewed, or allow more room in the settings.")
    if is_over_limit(room, limit_gb):
        lead = translate("KeepingWords", "Recordings take {size} of the {limit} that they may.")
        lead = lead.format(size=size_text(room.used), limit=gigabytes_text(limit_gb))
    else:
        lead = little_free_text(room)
        what = translate("KeepingWords", "Free up space on this disk, or mark calls as reviewed.")
    counted = QLocale().createSeparatedList(_stays_texts(stays))
    stay = translate("KeepingWords", "What is kept cannot go by itself: {counts}.").format(counts=counted)
    return " ".join([lead, stay, what] if counted else [lead, what])


def _stays_texts(stays: Stays) -> list[str]:
    texts = (
        (stays.unreviewed, translate("KeepingWords", "%Ln not reviewed", "", stays.unreviewed)),
        (stays.pinned, translate("KeepingWords", "%Ln pinned", "", stays.pinned)),
        (stays.noted, translate("KeepingWords", "%Ln with a note or a bookmark", "", stays.noted)),
        (stays.only_here, translate("KeepingWords", "%Ln only on this computer", "", stays.only_here)),
        (stays.playing, translate("KeepingWords", "%Ln being played", "", stays.playing)),
    )
    return [text for count, text in texts if count]


def vanished_text(vanished: Sequence[Vanished]) -> str:
    """What the server deleted before it could be kept, day by day while they are few."""
    if len(vanished) <= MOST_DAYS:
        return " ".join(_vanished_on(one) for one in vanished)
    count = sum(one.recordings for one in vanished)
    text = translate(
        "KeepingWords",
        "%Ln recording(s) were deleted from the server between {first} and {last} before they could be kept.",
        "",
        count,
    )
    return text.format(first=_day(vanished[0]), last=_day(vanished[-1]))


def _vanished_on(vanished: Vanished) -> str:
    text = translate(
        "KeepingWords",
        "%Ln recording(s) were deleted from the server on {day} before they could be kept.",
        "",
        vanished.recordings,
    )
    return text.format(day=_day(vanished))


def _day(vanished: Vanished) -> str:
    return day_text(vanished.day, datetime.now(UTC).astimezone().date())
