"""CallBook: the phone calls of one business, each made from its number when it is needed."""

from __future__ import annotations

import random
import threading
from array import array
from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal, overload

from desktop.demo.samples.speech import Recording
from desktop.demo.samples.texts import talk

RECORDING_LIFE = timedelta(days=7)
RECORDING_GONE = timedelta(days=8)

RecordingFate = Literal["none", "kept", "fails", "fails_once", "missing", "html"]
"""What comes of a recording: made and kept, a fetch that fails always or once, none although the list
says so, or an HTML page in its place."""

HTML_RECORDING = (
    b"<!doctype html>\n<html><head><title>Sign in</title></head><body>Please sign in.</body></html>\n"
)


@dataclass(frozen=True, slots=True)
class DemoCall:
    """One call, with all that the server knows about it."""

    sid: str
    created_at: datetime | None
    direction: str
    status: str
    duration: int
    phone: str | None
    lead_id: int | None = None
    lead_name: str | None = None
    parent_call_sid: str | None = None
    transcript: str = ""
    summary: str | None = None
    sentiment: str | None = None
    has_recording: bool = False
    fate: RecordingFate = "none"
    sound_seed: int = 0
    kept_longer: bool = False
    """Whether the file outlives the eighth day."""
    recorded: int | None = None
    """How many seconds of it were recorded; None: all."""

    @property
    def expires_at(self) -> datetime | None:
        return self.created_at + RECORDING_LIFE if self.has_recording and self.created_at else None

    def is_gone(self, now: datetime) -> bool:
        """Whether the recording is eight full days old."""
        return self.created_at is not None and now - self.created_at >= RECORDING_GONE


@dataclass(frozen=True, slots=True)
class _Contact:
    name: str
    phone: str
    hebrew: bool


_CONTACTS = (
    _Contact("Sample Bakery", "+972541234567", False),
    _Contact("מוסך הדגמה", "+972527654321", True),
    _Contact("Example Florist", "+972502220147", False),
    _Contact("מרפאה לדוגמה", "+97235550188", True),
    _Contact("Sample Hardware", "+97245550126", False),
    _Contact("אדריכלים הדגמה", "+97295550113", True),
    _Contact("Example Travel", "+972775550160", False),
    _Contact("מאפייה לדוגמה", "+972545550123", True),
    _Contact("Example Print Shop", "+97285550139", False),
    _Contact("שליחויות דמו", "+97225550175", True),
    _Contact("Example Clinic", "+97235550170", False),
    _Contact("חומרי בניין לדוגמה", "+97245550199", True),
    _Contact("Demo Couriers", "+97225550176", False),
    _Contact("גן ילדים לדוגמה", "+97235550142", True),
    _Contact("דפוס הדגמה", "+97285550131", True),
    _Contact("Demo Architects", "+97295550118", False),
)
_OWN_PHONE = "+97235550100"
_QUIET_STATUSES = ("no-answer", "no-answer", "no-answer", "busy", "canceled", "failed")
_RARE_STATUSES = ("received", "initiated", "no-answer")
_MULTIPLIER = 0x9E3779B97F4A7C15F39CC0605CEDC835
_MODULUS = 1 << 128
_INVERSE = pow(_MULTIPLIER, -1, _MODULUS)
HEALTHY_CALLS = 26
"""So many of the newest calls have no odd recording: the first thing that is played should play."""

_ODD_FATES: dict[int, RecordingFate] = {26: "fails", 33: "missing", 40: "html", 47: "fails_once"}
_ODD_CYCLE = 60
BUNCHES = (0.033, 4)
"""How likely a call begins a bunch of equal times, and how many follow it at most."""

OWN_PHONE = _OWN_PHONE


class CallBook(Sequence[DemoCall]):
    """Newest first, those without a date before all. Index and sid of a call never change."""

    def __init__(
        self,
        business: int,
        count: int,
        seed: int,
        now: datetime,
        bunches: tuple[float, int] = BUNCHES,
        transcripts: bool = True,
    ) -> None:
        """`bunches`: how likely a call begins one of equal times, and how many follow it at most."""
        self._business = business
        self._transcripts = transcripts
        self._seed = seed * 1009 + business
        self._lock = threading.Lock()
        self._added: list[DemoCall] = []
        self._replaced: dict[str, DemoCall] = {}
        self._removed: set[str] = set()
        self._times = _times(random.Random(self._seed), count, int(now.timestamp()), bunches)
        undated = range(117, count, 250)
        self._order = array("l", [*undated, *(i for i in range(count) if not _is_undated(i))])
        self._undated = len(undated)
        # Transcripts are what takes the room.
        self._call = lru_cache(maxsize=4096 if transcripts else max(4096, count))(self._make)

    # -- the list -----------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._added) + len(self._order)

    @overload
    def __getitem__(self, index: int) -> DemoCall: ...
    @overload
    def __getitem__(self, index: slice) -> list[DemoCall]: ...
    def __getitem__(self, index: int | slice) -> DemoCall | list[DemoCall]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return self._at(range(len(self))[index])

    def __iter__(self) -> Iterator[DemoCall]:
        return (self._at(index) for index in range(len(self)))

    def page(self, offset: int, limit: int, shuffle: random.Random) -> list[DemoCall]:
        """A page as the database gives it: calls of the same moment in any order."""
        end = min(offset + limit, len(self))
        places = list(range(offset, end))
        for first, last in self._ties(offset, end):
            bunch = list(range(first, last))
            shuffle.shuffle(bunch)
            for place in range(max(first, offset), min(last, end)):
                places[place - offset] = bunch[place - first]
        return [self._at(place) for place in places]

    def find(self, sid: str) -> DemoCall | None:
        with self._lock:
            if sid in self._removed:
                return None
            for call in self._added:
                if call.sid == sid:
                    return call
        number = self._number(sid)
        return self._changed(number) if number is not None else None

    # -- changes ------------------------------------------------------------------------------------

    def add(self, call: DemoCall, behind: int = 0) -> None:
        """A call that comes in now, `behind` so many of those added before: offsets shift by one."""
        with self._lock:
            self._added.insert(behind, call)

    def replace(self, call: DemoCall) -> None:
        """Puts `call` in the place of the one with its sid."""
        with self._lock:
            self._replaced[call.sid] = call
            self._added = [call if added.sid == call.sid else added for added in self._added]

    def remove(self, sid: str) -> None:
        number = self._number(sid)
        with self._lock:
            self._removed.add(sid)
            self._added = [call for call in self._added if call.sid != sid]
            if number is not None and number in self._order:
                self._order.remove(number)
                self._undated -= _is_undated(number)

    def restore(self, call: DemoCall) -> None:
        """Puts one that was removed back where it stood; one that had been added comes in anew."""
        number = self._number(call.sid)
        with self._lock:
            self._removed.discard(call.sid)
            if number is None:
                self._added.insert(0, call)
            elif _is_undated(number):
                insort(self._order, number, 0, self._undated)
                self._undated += 1
            else:
                insort(self._order, number, self._undated)

    # -- one call -----------------------------------------------------------------------------------

    def _at(self, place: int) -> DemoCall:
        with self._lock:
            # Those that came later stand behind the ones without a date.
            place -= self._undated
            if 0 <= place < len(self._added):
                return self._added[place]
            place += self._undated if place < 0 else self._undated - len(self._added)
            number = self._order[place]
        return self._changed(number)

    def _changed(self, number: int) -> DemoCall:
        call = self._call(number)
        return self._replaced.get(call.sid, call)

    def _ties(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Bunches of places with one `created_at`, as (first, end), that touch places [start, end)."""
        shift = len(self._added)
        if start < self._undated:
            yield 0, self._undated
        place = max(start, self._undated + shift)
        while place < end:
            first, last = self._tie_around(place - shift)
            if last - first > 1:
                yield first + shift, last + shift
            place = last + shift

    def _tie_around(self, place: int) -> tuple[int, int]:
        moment = self._times[self._order[place]]
        first, last = place, place + 1
        while first > self._undated and self._times[self._order[first - 1]] == moment:
            first -= 1
        while last < len(self._order) and self._times[self._order[last]] == moment:
            last += 1
        return first, last

    def _sid(self, number: int) -> str:
        return f"CA{(number + 1 + self._seed * 10**9) * _MULTIPLIER % _MODULUS:032x}"

    def _number(self, sid: str) -> int | None:
        try:
            number = int(sid[2:], 16) * _INVERSE % _MODULUS - 1 - self._seed * 10**9
        except ValueError:
            return None
        return number if 0 <= number < len(self._times) and self._sid(number) == sid else None

    def _make(self, number: int) -> DemoCall:
        source = random.Random(self._seed * 10**9 + number)
        call = _Draft(number, source, self._transcripts).call(self._sid(number))
        seconds, part = divmod(self._times[number], 2)
        moment = datetime.fromtimestamp(seconds, UTC)
        # Some moments have microseconds, some have not; ties have to agree in that.
        moment += timedelta(microseconds=(seconds * 7919 % 10**6) * part)
        return replace(call, created_at=None if _is_undated(number) else moment)


class _Draft:
    """Makes up the call with one number, except for its time."""

    def __init__(self, number: int, source: random.Random, transcripts: bool) -> None:
        self._number = number
        self._source = source
        self._transcripts = transcripts

    def call(self, sid: str) -> DemoCall:
        source, number = self._source, self._number
        contact = source.choice(_CONTACTS)
        fields: dict[str, Any] = {"direction": "inbound" if source.random() < 0.62 else "outbound"}
        if number % 90 == 71:
            fields["direction"] = "unknown"
        fields |= self._who(contact)
        status = self._status()
        duration = self._duration() if status == "completed" else 0
        fields |= {"status": status, "duration": duration, "sid": sid, "created_at": None}
        if duration:
            fields |= self._what_was_said(contact.hebrew, duration)
        return DemoCall(**fields)

    def _who(self, contact: _Contact) -> dict[str, Any]:
        dice = self._source.random()
        if dice < 0.06:
            return {"phone": "anonymous" if dice < 0.04 else None}
        if dice < 0.36:
            return {"phone": f"+9725{self._source.randint(0, 8)}555{self._source.randint(0, 9999):04d}"}
        return {"phone": contact.phone, "lead_name": contact.name, "lead_id": _CONTACTS.index(contact) + 100}

    def _status(self) -> str:
        dice = self._source.random()
        if self._number < 2 or dice < 0.8 or self._fate() != "kept":
            return "completed"
        if self._number < 6 and dice < 0.83:
            return "in-progress" if dice < 0.815 else "ringing"
        return self._source.choice(_QUIET_STATUSES if dice < 0.98 else _RARE_STATUSES)

    def _duration(self) -> int:
        if self._is_endless():
            return self._source.randint(1500, 2200)
        return max(11, min(int(self._source.lognormvariate(4.9, 0.8)), 1500))

    def _is_endless(self) -> bool:
        return self._number % 149 == 52

    def _what_was_said(self, hebrew: bool, duration: int) -> dict[str, Any]:
        source, fields = self._source, dict[str, Any]()
        if self._transcripts and (self._is_endless() or source.random() < 0.86):
            said = talk(source, hebrew, duration, self._is_endless())
            fields = {"transcript": said.transcript, "summary": said.summary, "sentiment": said.sentiment}
        if self._number < 3 or source.random() < 0.9 or self._fate() != "kept":
            fields |= {"has_recording": True, "fate": self._fate(), "sound_seed": source.getrandbits(32)}
            fields["kept_longer"] = source.random() < 0.3
        return fields

    def _fate(self) -> RecordingFate:
        if self._number < HEALTHY_CALLS:
            return "kept"
        return _ODD_FATES.get(self._number % _ODD_CYCLE, "kept")


def _is_undated(number: int) -> bool:
    return number % 250 == 117


def _times(source: random.Random, count: int, now: int, bunches: tuple[float, int]) -> array[int]:
    """The moments of `count` calls, newest first: seconds since 1970, doubled; the last bit says whether
    the moment is written with microseconds. Some begin a bunch of equal ones.
    """
    share, most = bunches
    # Working hours in Israel; ten calls a day, or as many as fit into three years.
    gap = 36_000 / max(10.0, count / 1000)
    moment, bunch = now - 60, 0
    times = array("q")
    for number in range(count):
        if bunch:
            bunch -= 1
        else:
            moment = _step_back(moment - 1 - int(source.expovariate(1 / gap)), number)
            bunch = source.randint(1, most) if source.random() < share else 0
            part = source.random() < 0.6
        times.append(moment * 2 + part)
    return times


def _step_back(moment: int, number: int) -> int:
    """`moment`, or the end of the working day before it when nobody works then."""
    if number < 4:
        return moment
    local = moment + 7200
    second, day = local % 86_400, local // 86_400
    if second < 8 * 3600:
        second, day = 17 * 3600 + 2400 - second % 3000, day - 1
    elif second > 18 * 3600:
        second = 17 * 3600 + 3000 - second % 3000
    if (day + 3) % 7 == 5:
        day -= 1
    return min(moment, day * 86_400 + second - 7200)


def recording_of(call: DemoCall) -> Recording:
    """The sound of `call`, as long as the call unless less of it was recorded."""
    return Recording(call.sound_seed, call.duration if call.recorded is None else call.recorded)
