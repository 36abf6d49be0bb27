"""Awake: while files come, macOS is told that this program is at work though nobody looks at it.

Else it naps as soon as its window is covered: its timers come late, and its network and disk are slowed down.
Source: Apple's reference of NSProcessInfo, `beginActivity(options:reason:)`. No other system does so.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import CFUNCTYPE, c_char_p, c_uint64, c_void_p
from functools import partial
from typing import Any

SOON_SECONDS = 60.0
"""What is due later than that may come late."""
_OPTIONS = 0x00EFFFFF
"""NSActivityUserInitiatedAllowingIdleSystemSleep: whether the computer sleeps is the user's to say."""

End = Callable[[], None]


class Awake:
    """For the UI thread."""

    def __init__(self, begin: Callable[[], End] | None = None) -> None:
        """`begin` says that there is work, and returns what says that it is done; None: this system's."""
        self._begin = begin or (_begin_on_macos if sys.platform == "darwin" else _begin_nothing)
        self._end: End | None = None

    def note(self, busy: bool, due_in: float | None = None) -> None:
        """`due_in`: in how many seconds there is something to do; None: nothing is known of."""
        wanted = busy or (due_in is not None and due_in <= SOON_SECONDS)
        if wanted and self._end is None:
            self._end = self._begin()
        elif not wanted and self._end is not None:
            end, self._end = self._end, None
            end()


def _begin_nothing() -> End:
    return _nothing


def _nothing() -> None:
    pass


# -- macOS ---------------------------------------------------------------------------------------


def _begin_on_macos() -> End:
    try:
        ctypes.CDLL("/System/Library/Frameworks/Foundation.framework/Foundation")
        return begin_activity(ctypes.CDLL("/usr/lib/libobjc.A.dylib"))
    except (OSError, AttributeError):
        return _nothing


def begin_activity(objc: Any) -> End:
    """`objc`: the library through which everything is called there."""
    send = partial(_send, objc)
    info = send(_named(objc.objc_getClass, b"NSProcessInfo"), b"processInfo")
    text = (c_char_p, b"Files are coming from the server")
    reason = send(_named(objc.objc_getClass, b"NSString"), b"stringWithUTF8String:", text)
    options = (c_uint64, _OPTIONS)
    activity = send(info, b"beginActivityWithOptions:reason:", options, (c_void_p, reason))
    # Else it would end with this turn of the event loop.
    send(activity, b"retain")
    return partial(_end_activity, send, info, activity)


def _end_activity(send: Callable[..., int | None], info: int | None, activity: int | None) -> None:
    send(info, b"endActivity:", (c_void_p, activity))
    send(activity, b"release")


def _send(objc: Any, to: int | None, what: bytes, *arguments: tuple[Any, Any]) -> int | None:
    """A message with types and values. To nobody it does nothing."""
    kind = CFUNCTYPE(c_void_p, c_void_p, c_void_p, *(kind for kind, _ in arguments))
    values = (value for _, value in arguments)
    answer: int | None = ctypes.cast(objc.objc_msgSend, kind)(
        to, _named(objc.sel_registerName, what), *values
    )
    return answer


def _named(function: Any, name: bytes) -> int | None:
    """The class, or the message, of this name."""
    found: int | None = ctypes.cast(function, CFUNCTYPE(c_void_p, c_char_p))(name)
    return found
