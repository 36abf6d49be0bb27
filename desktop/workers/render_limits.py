"""How much memory the program's own processes may take: the system's limit on Linux, a watch everywhere."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

MEMORY_BYTES = 640 << 20
DOCUMENT_BYTES = 168 << 20
"""For documents: an image of 136 MB and what is shown of it. With the program it stays under 400 MB."""
BEHIND_BYTES = 144 << 20
"""For those that nobody waits for: the same image, shown small."""
_MMAP_THRESHOLD, _LARGE_BYTES = -3, 1 << 20


def limit_memory(most_bytes: int = MEMORY_BYTES) -> None:
    """For the process itself, before each document. Elsewhere than on Linux such a limit does not hold.

    RLIMIT_DATA counts what can be written to; addresses alone, of which the PDF reader sets 32 GB aside
    without ever using them, say nothing. Each PDF leaves about a megabyte of it behind that is mapped and
    not used, so the limit is set anew from what there is.
    """
    if sys.platform == "linux":
        import resource

        most = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (written_bytes() + most_bytes, most))


def give_images_back() -> None:
    """What an image of this process took is the system's again when it is let go of.

    By itself the C library of Linux keeps such pieces, which makes 40 MB in a large window.
    """
    if sys.platform == "linux":
        # Another C library knows no such word, and needs none.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)


def written_bytes(statm: Path = Path("/proc/self/statm")) -> int:
    """What this process can write to, on Linux; without /proc (a bare chroot) what it ever held."""
    import resource

    try:
        return int(statm.read_text(encoding="ascii").split()[5]) * _page_bytes()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def memory_of(pid: int) -> int:
    """Bytes that a process alone holds in memory; 0 when the system does not say.

    Files that are mapped, libraries among them, do not count: the system takes that memory back at will.
    """
    if sys.platform == "win32":
        return _memory_windows(pid)
    if sys.platform == "darwin":
        return _memory_mac(pid)
    try:
        fields = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
        return (int(fields[1]) - int(fields[2])) * _page_bytes()
    except (OSError, ValueError, IndexError):
        return 0


def _page_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") if sys.platform != "win32" else 4096


def _memory_mac(pid: int) -> int:
    # rusage_info_v0: 16 bytes of uuid, then eight-byte counters, of which the eighth is the footprint.
    info = (ctypes.c_uint64 * 12)()
    try:
        ended = ctypes.CDLL(None).proc_pid_rusage(pid, 0, ctypes.byref(info))
    except (OSError, AttributeError):
        return 0
    return info[9] if ended == 0 else 0


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS."""

    _fields_ = [
        ("size", ctypes.c_uint32),
        ("faults", ctypes.c_uint32),
        ("peak_working_set", ctypes.c_size_t),
        ("working_set", ctypes.c_size_t),
        ("pools", ctypes.c_size_t * 4),
        ("pagefile", ctypes.c_size_t),
        ("peak_pagefile", ctypes.c_size_t),
    ]


def _memory_windows(pid: int) -> int:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # only Windows has it, the type checker knows
    kernel.OpenProcess.restype = ctypes.c_void_p
    # PROCESS_QUERY_LIMITED_INFORMATION
    process = ctypes.c_void_p(kernel.OpenProcess(0x1000, False, pid))
    if not process:
        return 0
    counters = _Counters()
    counters.size = ctypes.sizeof(counters)
    told = kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size)
    kernel.CloseHandle(process)
    return int(counters.pagefile) if told else 0
