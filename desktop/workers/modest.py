"""How one of the program's own processes leaves the computer to what plays, to the window and to others."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

_NICE = 5
_NICE_BEHIND = 19
_BELOW_NORMAL = 0x4000
_IDLE = 0x40
"""BELOW_NORMAL_PRIORITY_CLASS, IDLE_PRIORITY_CLASS."""
_THIS_PROCESS = ctypes.c_void_p(-1)
"""What GetCurrentProcess always gives."""


def be_modest(*, is_behind: bool) -> None:
    """For the process itself. `is_behind`: it works only while nothing else wants to."""
    if sys.platform == "win32":
        kernel = vars(ctypes)["windll"].kernel32  # only Windows has it
        kernel.SetPriorityClass(_THIS_PROCESS, _IDLE if is_behind else _BELOW_NORMAL)
        return
    with suppress(OSError):
        os.nice(_NICE_BEHIND if is_behind else _NICE)
