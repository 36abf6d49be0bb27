"""While files come, macOS is told so: asked of a library that answers as its own does."""

from __future__ import annotations

from ctypes import CFUNCTYPE, c_char_p, c_void_p
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.workers.awake import SOON_SECONDS, Awake, begin_activity
from tests.workers.queue_desk import Desk


class Counted:
    """How often it was begun, and ended."""

    def __init__(self) -> None:
        self.begun = self.ended = 0

    def begin(self) -> Any:
        self.begun += 1
        return self.end

    def end(self) -> None:
        self.ended += 1


def test_it_is_said_once_and_taken_back_once() -> None:
    counted = Counted()
    awake = Awake(counted.begin)
    awake.note(busy=False)
    assert (counted.begun, counted.ended) == (0, 0)
    awake.note(busy=True)
    awake.note(busy=True, due_in=1.0)
    awake.note(busy=False, due_in=1.0)
    assert (counted.begun, counted.ended) == (1, 0)
    awake.note(busy=False, due_in=2 * SOON_SECONDS)
    awake.note(busy=False)
    assert (counted.begun, counted.ended) == (1, 1)
    awake.note(busy=True)
    assert counted.begun == 2


def test_other_systems_are_told_nothing() -> None:
    awake = Awake()
    awake.note(busy=True)
    awake.note(busy=False)


class Objc:
    """As much of Objective-C as is asked for: each class and message is a number, and each answer one."""

    def __init__(self) -> None:
        self.names: list[bytes] = []
        self.sent: list[tuple[bytes, bytes, tuple[int | None, ...]]] = []
        named, message = CFUNCTYPE(c_void_p, c_char_p), CFUNCTYPE(c_void_p, *[c_void_p] * 4)
        self.library = SimpleNamespace(
            objc_getClass=named(self._number),
            sel_registerName=named(self._number),
            objc_msgSend=message(self._answer),
        )

    def _number(self, name: bytes) -> int:
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name) + 1

    def _answer(self, to: int, message: int, first: int | None, second: int | None) -> int:
        what = self.names[message - 1]
        self.sent.append((self.names[to - 1], what, (first, second)[: what.count(b":")]))
        return self._number(b"answer to " + what)


def test_an_activity_of_macos_begins_is_held_and_ends() -> None:
    objc = Objc()
    end = begin_activity(objc.library)
    info, activity = b"answer to processInfo", b"answer to beginActivityWithOptions:reason:"
    number = objc._number(b"answer to stringWithUTF8String:")
    assert [sent for sent in objc.sent if sent[1] != b"stringWithUTF8String:"] == [
        (b"NSProcessInfo", b"processInfo", ()),
        (info, b"beginActivityWithOptions:reason:", (0x00EFFFFF, number)),
        (activity, b"retain", ()),
    ]
    [reason] = [given for _, what, given in objc.sent if what == b"stringWithUTF8String:"]
    assert reason[0] is not None
    objc.sent.clear()
    end()
    assert objc.sent == [
        (info, b"endActivity:", (objc._number(activity),)),
        (activity, b"release", ()),
    ]


def test_the_queue_says_it_while_files_come(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted()
    monkeypatch.setattr(desk.queue, "_awake", Awake(counted.begin))
    for key in desk.sources(3):
        desk.queue.request(key)
    desk.wait(lambda: len(desk.ready) == 3 and counted.begun == counted.ended)
    assert counted.begun
