"""SpaceService: how much recordings take, and room made by the rules of `core.eviction`."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from desktop.core.call import RECORDING_LOST_SOON
from desktop.core.errors import DiskFailed, TooLittleLeft
from desktop.core.eviction import (
    Eviction,
    KeepPolicy,
    KeptRecording,
    SpaceRules,
    Stays,
    least_free,
    make_room,
    outlived,
)
from desktop.core.file_key import FileKey
from desktop.services.clock import ServerClock
from desktop.services.export_guests import ExportGuests
from desktop.services.waveform import WaveformService
from desktop.store.file_store import FileStore
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.kept_recordings_repository import KeptRecordingsRepository

log = logging.getLogger("desktop.space")


class Room(NamedTuple):
    """All in bytes: what recordings take, what is free on the disk, and what of that is never taken.

    `free` and `least` are 0 when the disk does not say. `bytes_a_second`: what recordings take.
    """

    used: int
    free: int
    least: int
    bytes_a_second: float = 0.0

    @property
    def lacks(self) -> int:
        """How much less than it should be is free."""
        return self.lacks_of(self.least)

    def lacks_of(self, wanted: int) -> int:
        """How much less than `wanted` is free."""
        return max(0, wanted - self.free) if self.free else 0


class Tidied(NamedTuple):
    """`removed`: sids, `freed` bytes; `short`: so many bytes are still too many; `stays`: why no more went.

    `guests`: sids of what came for an export alone, and went as well: nobody asked to keep it.
    """

    room: Room
    removed: tuple[str, ...] = ()
    freed: int = 0
    short: int = 0
    stays: Stays = Stays()
    guests: tuple[str, ...] = ()


class Removable(NamedTuple):
    """What can be removed of the recordings that the user chose. Of `go` so many cannot be had again:
    `only_here`, or not for much longer: `soon`; so many are `pinned`. `playing` ones stay."""

    go: tuple[KeptRecording, ...] = ()
    only_here: int = 0
    soon: int = 0
    pinned: int = 0
    playing: int = 0


class Removed(NamedTuple):
    """`sids` went, `freed` bytes; `stuck`: so many could not be deleted, since they are open elsewhere."""

    sids: tuple[str, ...] = ()
    freed: int = 0
    stuck: int = 0


class SpaceService:
    """Blocking; for the TaskPool.

    By itself nothing goes before the server was heard in this run: until then this computer's clock alone
    says what the server still has, and that may be wrong.
    """

    def __init__(
        self,
        recordings: KeptRecordingsRepository,
        files: FileStore,
        kept: KeptFilesRepository,
        waveforms: WaveformService,
        clock: ServerClock,
        guests: ExportGuests,
    ) -> None:
        self._recordings = recordings
        self._guests = guests
        self._files = files
        self._kept = kept
        self._waveforms = waveforms
        self._clock = clock

    def room(self) -> Room:
        """How it is now."""
        free, total = self._files.disk_room()
        used, rate = self._recordings.total_bytes(), self._recordings.bytes_a_second()
        return Room(used, free, least_free(total) if total else 0, rate)

    def raise_if_full(self, coming: int = 0) -> None:
        """Raises TooLittleLeft when less is free than it says, or would be once so many bytes have come.

        Before each file and while it comes, from any thread.
        """
        free, total = self._files.disk_room()
        least = least_free(total)
        # A disk that does not say is tried: it refuses by itself.
        if free and free < least + coming:
            where = {"disk": self._files.disk_name(), "path": str(self._files.root)}
            raise TooLittleLeft("for a file", needed=least + coming, free=free, least=least, **where)

    def tidy(self, rules: SpaceRules, playing: Collection[str] = (), free_wanted: int = 0) -> Tidied:
        """Removes what the policy no longer keeps, and as much as the limit and the disk want of what can be
        had again, whatever the policy.

        `playing`: sids that somebody hears or is about to. `free_wanted`: a file waits until so many bytes
        are free. Whether the time of one is over, and whether the
        server has it still, only the server can tell: until that is known nothing goes, and `short` is what
        could not go then either.
        """
        self._guests.keep_asked()
        first = self._remove(self._outlived(rules, playing))
        plan, room = self._plan(rules, playing, free_wanted, only_here_too=False)
        return self._carry_out(plan if self._clock.knows_list else plan._replace(go=()), room, first)

    def let_go(self, rules: SpaceRules, playing: Collection[str] = (), free_wanted: int = 0) -> Tidied:
        """The user said so: reviewed ones that the server has no longer go too, as many as must."""
        plan, room = self._plan(rules, playing, free_wanted, only_here_too=True)
        return self._carry_out(plan, room, [])

    def may_go(self, rules: SpaceRules, playing: Collection[str] = (), free_wanted: int = 0) -> Eviction:
        """What `let_go` would remove."""
        return self._plan(rules, playing, free_wanted, only_here_too=True)[0]

    def removable(self, sids: Iterable[str], playing: Collection[str] = ()) -> Removable:
        """What `remove` would remove of these, and what the user should know of it before."""
        now, wanted = self._clock.now(), set(sids)
        here = [one for one in self._recordings.all(now) if one.sid in wanted]
        stay_there = {one.sid for one in self._recordings.all(now + RECORDING_LOST_SOON) if one.on_server}
        go = tuple(one for one in here if one.sid not in playing)
        return Removable(
            go,
            only_here=sum(not one.on_server for one in go),
            soon=sum(one.on_server and one.sid not in stay_there for one in go),
            pinned=sum(one.pinned for one in go),
            playing=len(here) - len(go),
        )

    def remove(self, sids: Iterable[str]) -> Removed:
        """The user said so of each of these: no rule is asked."""
        now = self._clock.now()
        here = [one for one in (self._recordings.find(sid, now) for sid in sids) if one is not None]
        went = [one for one in here if self._remove_one(one)]
        freed = sum(one.size for one in went)
        log.info("SPACE removed=%d bytes=%d by the user", len(went), freed)
        return Removed(tuple(one.sid for one in went), freed, len(here) - len(went))

    def _outlived(self, rules: SpaceRules, playing: Collection[str]) -> Sequence[KeptRecording]:
        if rules.policy is KeepPolicy.LIMIT or not self._clock.knows_list:
            return ()
        now = self._clock.now()
        stay = {*playing, *self._guests.awaited}
        return outlived(rules.policy, rules.days, self._recordings.all(now), now, stay).go

    def _plan(
        self, rules: SpaceRules, playing: Collection[str], free_wanted: int, *, only_here_too: bool
    ) -> tuple[Eviction, Room]:
        room = self.room()
        too_much = max(room.used - rules.limit if rules.limit else 0, room.lacks, 0)
        with_file = max(too_much, room.lacks_of(free_wanted))
        # Asked after every few files that come: while there is room, not all that are here are looked at.
        recordings = self._recordings.all(self._clock.now()) if with_file else ()
        plan = partial(make_room, recordings=recordings, playing=playing, awaited=self._guests.awaited)
        found = plan(with_file, only_here_too=only_here_too)
        if found.short and with_file > too_much:
            # There would be no room for that file all the same: nothing goes for it. Unless the user says
            # so, which is for him to know.
            short = 0 if plan(with_file, only_here_too=True).short else found.short
            found = plan(too_much, only_here_too=only_here_too)
            found = found._replace(short=max(found.short, short))
        return found, room

    def _carry_out(self, plan: Eviction, room: Room, before: Sequence[KeptRecording]) -> Tidied:
        went = [*before, *self._remove(plan.go)]
        gone = {one.sid for one in went}
        if went:
            freed = sum(one.size for one in went)
            log.info("SPACE removed=%d bytes=%d short=%d", len(went), freed, plan.short)
        # What could not be deleted, since it is open elsewhere, is not said to be gone.
        short = plan.short + sum(one.size for one in plan.go if one.sid not in gone)
        guests = tuple(one.sid for one in went if one.for_export)
        missed = [one for one in went if not one.for_export]
        said = tuple(one.sid for one in missed), sum(one.size for one in missed)
        return Tidied(self.room() if went else room, *said, short, plan.stays, guests)

    def _remove(self, recordings: Sequence[KeptRecording]) -> list[KeptRecording]:
        """Returns those that went. One that was played, pinned or written on since it was chosen stays, or
        that an export is to write by now."""
        return [one for one in recordings if self._is_as_it_was(one) and self._remove_one(one)]

    def _is_as_it_was(self, chosen: KeptRecording) -> bool:
        now = self._recordings.find(chosen.sid, self._clock.now())
        return now == chosen and chosen.sid not in self._guests.awaited

    def _remove_one(self, recording: KeptRecording) -> bool:
        """The file first: cut between both, the next start forgets the note of a file that is not there.

        The other way round a file would be left that nobody knows, and that the next start takes up again.
        """
        key = FileKey.recording(recording.sid)
        kept = self._kept.find(key)
        if kept is None:
            return False
        try:
            self._files.remove(kept)
        except DiskFailed as error:
            log.warning("SPACE not removed call_sid=%s reason=%s", key.id, error.reason)
            return False
        self._kept.forget([kept])
        self._waveforms.forget(key)
        return True
