"""How the program's own processes and threads leave the computer to what plays, the window and others."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from contextlib import suppress

_NICE = 5
_NICE_BEHIND = 19
_BELOW_NORMAL = 0x4000
_IDLE = 0x40
"""BELOW_NORMAL_PRIORITY_CLASS, IDLE_PRIORITY_CLASS."""
_THIS_PROCESS = ctypes.c_void_p(-1)
"""What GetCurrentProcess always gives."""
_NICE_THREAD = 3
_THIS_THREAD = ctypes.c_void_p(-2)
"""What GetCurrentThread always gives."""
_ABOVE_NORMAL = 1
"""THREAD_PRIORITY_ABOVE_NORMAL."""


def be_modest(*, is_behind: bool) -> None:
    """For the process itself. `is_behind`: it works only while nothing else wants to."""
    if sys.platform == "win32":
        kernel = vars(ctypes)["windll"].kernel32  # only Windows has it
        kernel.SetPriorityClass(_THIS_PROCESS, _IDLE if is_behind else _BELOW_NORMAL)
        return
    with suppress(OSError):
        os.nice(_NICE_BEHIND if is_behind else _NICE)


def give_way() -> None:
    """For a thread of a pool itself: while the processors are taken, the window has more of them.

    Only on Linux, where it has its share all the same. Windows would give it nothing as long as any other
    program wants them, and it may hold what the window waits for; see `come_first`.
    """
    if sys.platform == "linux":
        # In Linux each thread has its own; that of the first one is the process's.
        nice = os.getpriority(os.PRIO_PROCESS, os.getpid())
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), nice + _NICE_THREAD)


def come_first() -> None:
    """For the window's thread itself. Linux gives it to nobody; macOS does so by itself."""
    if sys.platform == "win32":
        kernel = vars(ctypes)["windll"].kernel32  # only Windows has it
        kernel.SetThreadPriority(_THIS_THREAD, _ABOVE_NORMAL)
