"""MutedEndpoints: whether Windows or macOS lets nothing of a sound output be heard, of which Qt says nothing.

Sources: Microsoft's `mmdeviceapi.h` and `endpointvolume.h`, whose functions are called by their places in the
tables that COM objects begin with; Apple's `CoreAudio/AudioHardware.h`. On Linux see `PulseSinks`.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_float, c_int32, c_uint32, c_void_p, c_wchar_p
from functools import partial
from typing import Any
from uuid import UUID

LOOK_SECONDS = 1.0

IsMuted = Callable[[str], bool]
"""Of the output that the system knows by this name; raises OSError where it does not say."""


class MutedEndpoints:
    """For the UI thread. What is not known counts as heard."""

    def __init__(self, is_muted: IsMuted | None = None, now: Callable[[], float] = time.monotonic) -> None:
        """`is_muted`: None for the one of this system."""
        self._is_muted = is_muted or _of_this_system()
        self._now = now
        self._seen: tuple[str, float, bool] | None = None
        """Of which output, when, and whether it was muted."""

    def is_muted(self, output_id: str) -> bool:
        """`output_id`: Qt's own, in hexadecimal digits. Cheap to ask: it is looked up once a second."""
        seen, now = self._seen, self._now()
        if seen is None or seen[0] != output_id or now - seen[1] >= LOOK_SECONDS:
            seen = self._seen = output_id, now, self._look(output_id)
        return seen[2]

    def _look(self, output_id: str) -> bool:
        try:
            return self._is_muted(bytes.fromhex(output_id).decode())
        except (OSError, ValueError, AttributeError):
            return False


def _of_this_system() -> IsMuted:
    if sys.platform == "win32":
        # One of its own, on which nobody else declares anything.
        return partial(muted_by_windows, vars(ctypes)["WinDLL"]("ole32"))
    if sys.platform == "darwin":
        frameworks = "/System/Library/Frameworks/{0}.framework/{0}".format
        return partial(
            muted_by_macos, *(ctypes.CDLL(frameworks(name)) for name in ("CoreAudio", "CoreFoundation"))
        )
    return lambda _: False


# -- Windows -------------------------------------------------------------------------------------

_ENUMERATOR = UUID("bcde0395-e52f-467c-8e3d-c4579291692e").bytes_le
_I_ENUMERATOR = UUID("a95664d2-9614-4f35-a746-de8db63617e6").bytes_le
_I_VOLUME = UUID("5cdf2c82-841e-4546-9722-0cf74078229a").bytes_le
"""CLSID_MMDeviceEnumerator, IID_IMMDeviceEnumerator, IID_IAudioEndpointVolume."""
_ANY_CONTEXT = 23
"""CLSCTX_ALL."""
_RELEASE, _GET_DEVICE, _ACTIVATE, _GET_VOLUME, _GET_MUTE = 2, 5, 3, 9, 15


def muted_by_windows(ole32: Any, name: str) -> bool:
    """By the volume that the whole computer has for this endpoint."""
    made = c_void_p()
    create = ole32.CoCreateInstance
    create.restype, create.argtypes = c_int32, (c_char_p, c_void_p, c_uint32, c_char_p, c_void_p)
    _raise_if_bad(create(_ENUMERATOR, None, _ANY_CONTEXT, _I_ENUMERATOR, byref(made)))
    with (
        _released(made),
        _released(_got(made, _GET_DEVICE, (c_wchar_p, name))) as device,
        _released(
            _got(device, _ACTIVATE, (c_char_p, _I_VOLUME), (c_uint32, _ANY_CONTEXT), (c_void_p, None))
        ) as volume,
    ):
        muted, loud = c_int32(), c_float()
        _raise_if_bad(_call(volume, _GET_MUTE, (c_void_p, byref(muted))))
        _raise_if_bad(_call(volume, _GET_VOLUME, (c_void_p, byref(loud))))
        return bool(muted.value) or loud.value <= 0


def _got(thing: c_void_p, place: int, *arguments: tuple[Any, Any]) -> c_void_p:
    """The object that such a function puts where its last argument points to."""
    got = c_void_p()
    _raise_if_bad(_call(thing, place, *arguments, (c_void_p, byref(got))))
    return got


def _call(thing: c_void_p, place: int, *arguments: tuple[Any, Any]) -> int:
    """With types and values; returns an HRESULT. On 64 bit there is one way only to call anything."""
    table = ctypes.cast(thing, POINTER(POINTER(c_void_p)))[0]
    kind = ctypes.CFUNCTYPE(c_int32, c_void_p, *(kind for kind, _ in arguments))
    return int(kind(table[place] or 0)(thing, *(value for _, value in arguments)))


@contextmanager
def _released(thing: c_void_p) -> Iterator[c_void_p]:
    try:
        yield thing
    finally:
        _call(thing, _RELEASE)


# -- macOS ---------------------------------------------------------------------------------------


class _Address(ctypes.Structure):
    """AudioObjectPropertyAddress."""

    _fields_ = [("selector", c_uint32), ("scope", c_uint32), ("element", c_uint32)]


def _code(letters: str) -> int:
    return int.from_bytes(letters.encode(), "big")


_SYSTEM = 1
_GLOBAL, _OUTPUT = _code("glob"), _code("outp")
_BY_UID, _MUTE, _VOLUME = _code("uidd"), _code("mute"), _code("vmvc")
"""kAudioHardwarePropertyTranslateUIDToDevice, kAudioDevicePropertyMute, and
kAudioHardwareServiceDeviceProperty_VirtualMainVolume."""
_UTF_8 = 0x08000100


def muted_by_macos(audio: Any, foundation: Any, name: str) -> bool:
    """By the device's own mute or main volume; one that has neither is heard."""
    get = audio.AudioObjectGetPropertyData
    get.restype = c_int32
    get.argtypes = (c_uint32, c_void_p, c_uint32, c_void_p, c_void_p, c_void_p)
    device, muted, loud = c_uint32(), c_uint32(), c_float(1.0)
    with _text(foundation, name) as text:
        _raise_if_bad(_read(get, _SYSTEM, _Address(_BY_UID, _GLOBAL, 0), device, text))
    if not device.value:
        raise OSError("no such device")
    _read(get, device.value, _Address(_MUTE, _OUTPUT, 0), muted)
    _read(get, device.value, _Address(_VOLUME, _OUTPUT, 0), loud)
    return bool(muted.value) or loud.value <= 0


def _read(get: Any, thing: int, address: _Address, into: Any, about: c_void_p | None = None) -> int:
    """Leaves `into` as it was where the property is not there; returns an OSStatus."""
    size, of = c_uint32(ctypes.sizeof(into)), byref(about) if about is not None else None
    about_size = ctypes.sizeof(c_void_p) if about is not None else 0
    return int(get(thing, byref(address), about_size, of, byref(size), byref(into)))


@contextmanager
def _text(foundation: Any, name: str) -> Iterator[c_void_p]:
    make, release = foundation.CFStringCreateWithCString, foundation.CFRelease
    make.restype, make.argtypes = c_void_p, (c_void_p, c_char_p, c_uint32)
    release.restype, release.argtypes = None, (c_void_p,)
    text = make(None, name.encode(), _UTF_8)
    if not text:
        raise OSError("no text")
    try:
        yield c_void_p(text)
    finally:
        release(text)


def _raise_if_bad(result: int) -> None:
    """Windows says with a negative number that something failed, macOS with any but 0."""
    if result:
        raise OSError(f"the sound system says {result:#x}")
