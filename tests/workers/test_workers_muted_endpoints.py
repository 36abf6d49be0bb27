"""Whether Windows or macOS mutes a sound output, asked of libraries that answer as theirs do."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_float, c_int32, c_uint32, c_void_p
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from desktop.workers.muted_endpoints import MutedEndpoints, muted_by_macos, muted_by_windows

SPEAKERS = "{0.0.0.00000000}.{אוזניות}"
"""As Windows names one; the braces and digits are its own."""
HEX = SPEAKERS.encode().hex()


def test_it_is_looked_up_once_a_second() -> None:
    asked: list[str] = []
    seconds = [0.0]

    def is_muted(name: str) -> bool:
        asked.append(name)
        return len(asked) == 2

    endpoints = MutedEndpoints(is_muted, lambda: seconds[0])
    assert [endpoints.is_muted(HEX) for _ in range(3)] == [False, False, False]
    seconds[0] = 1.0
    assert endpoints.is_muted(HEX) and endpoints.is_muted(HEX)
    assert not endpoints.is_muted("00ff00"), "no name that anybody knows"
    assert asked == [SPEAKERS, SPEAKERS]


def test_what_the_system_does_not_say_counts_as_heard() -> None:
    def refuses(_: str) -> bool:
        raise OSError

    assert not MutedEndpoints(refuses).is_muted(HEX)
    assert not MutedEndpoints().is_muted(HEX), "nor a device that is not there"


# -- Windows -------------------------------------------------------------------------------------

_GUIDS = {
    "bcde0395-e52f-467c-8e3d-c4579291692e",
    "a95664d2-9614-4f35-a746-de8db63617e6",
    "5cdf2c82-841e-4546-9722-0cf74078229a",
}
_NOT_FOUND = -0x7FF8FB70


class ComObject:
    """Begins with a table of functions, of which those that are not given must not be called."""

    def __init__(self, **functions: Any) -> None:
        self.references = 1
        self._functions = {"2": ctypes.CFUNCTYPE(c_int32, c_void_p)(self._release)}
        self._functions |= {place.strip("_"): function for place, function in functions.items()}
        table = (c_void_p * 24)()
        for place, function in self._functions.items():
            table[int(place)] = ctypes.cast(function, c_void_p)
        self._table = table
        self._object = c_void_p(ctypes.addressof(table))
        self.address = ctypes.addressof(self._object)

    def _release(self, this: int) -> int:
        assert this == self.address
        self.references -= 1
        return 0


def _give(thing: ComObject, into: int) -> int:
    c_void_p.from_address(into).value = thing.address
    return 0


def _guid(address: int) -> str:
    return str(UUID(bytes_le=ctypes.string_at(address, 16)))


class Windows:
    """`ole32`, with one endpoint."""

    def __init__(self, *, muted: int, volume: float) -> None:
        def mute_of(_: int, into: int) -> int:
            c_int32.from_address(into).value = muted
            return 0

        def volume_of(_: int, into: int) -> int:
            c_float.from_address(into).value = volume
            return 0

        def activate(_: int, kind: int, context: int, more: int | None, into: int) -> int:
            assert _guid(kind) in _GUIDS and context == 23 and more is None
            return _give(self.volume, into)

        def device_of(_: int, name: str, into: int) -> int:
            return _give(self.device, into) if name == SPEAKERS else _NOT_FOUND

        call = ctypes.CFUNCTYPE
        one = call(c_int32, c_void_p, c_void_p)
        self.volume = ComObject(_15=one(mute_of), _9=one(volume_of))
        of_activate = call(c_int32, c_void_p, c_void_p, c_uint32, c_void_p, c_void_p)
        self.device = ComObject(_3=of_activate(activate))
        self.enumerator = ComObject(_5=call(c_int32, c_void_p, ctypes.c_wchar_p, c_void_p)(device_of))
        made = call(c_int32, c_void_p, c_void_p, c_uint32, c_void_p, c_void_p)
        self.CoCreateInstance = made(self._create)

    def _create(self, kind: int, outer: int | None, context: int, face: int, into: int) -> int:
        assert _guid(kind) in _GUIDS and _guid(face) in _GUIDS and outer is None and context == 23
        return _give(self.enumerator, into)

    def is_muted(self, name: str) -> bool:
        try:
            return muted_by_windows(self, name)
        finally:
            for thing in (self.volume, self.device, self.enumerator):
                assert thing.references == (0 if name == SPEAKERS or thing is self.enumerator else 1)


@pytest.mark.parametrize(
    ("muted", "volume", "wanted"), [(0, 0.4, False), (1, 0.4, True), (0, 0.0, True), (0, 1.0, False)]
)
def test_windows_is_asked_by_the_places_of_its_functions(muted: int, volume: float, wanted: bool) -> None:
    assert Windows(muted=muted, volume=volume).is_muted(SPEAKERS) is wanted


def test_an_endpoint_that_windows_does_not_know_is_let_go_of() -> None:
    with pytest.raises(OSError, match="sound system"):
        Windows(muted=0, volume=1.0).is_muted("{nothing}")


# -- macOS ---------------------------------------------------------------------------------------

_NO_PROPERTY = int.from_bytes(b"who?", "big")


class MacOs:
    """CoreAudio and CoreFoundation, with one device; `properties`: float or int, by their four letters."""

    def __init__(self, **properties: float) -> None:
        self.properties = properties
        self.texts: dict[int, str] = {}
        kind = ctypes.CFUNCTYPE(c_int32, c_uint32, c_void_p, c_uint32, c_void_p, c_void_p, c_void_p)
        self.audio = SimpleNamespace(AudioObjectGetPropertyData=kind(self._get))
        make = ctypes.CFUNCTYPE(c_void_p, c_void_p, ctypes.c_char_p, c_uint32)
        let_go = ctypes.CFUNCTYPE(None, c_void_p)
        self.foundation = SimpleNamespace(
            CFStringCreateWithCString=make(self._make), CFRelease=let_go(self._let_go)
        )

    def _make(self, _: int | None, text: bytes, coding: int) -> int:
        assert coding == 0x08000100
        self.texts[4711] = text.decode()
        return 4711

    def _let_go(self, text: int) -> None:
        del self.texts[text]

    def _get(self, thing: int, address: int, size: int, about: int | None, room: int, into: int) -> int:
        selector, scope, element = (c_uint32 * 3).from_address(address)
        name = selector.to_bytes(4, "big").decode()
        assert c_uint32.from_address(room).value == 4 and element == 0
        if name == "uidd":
            assert thing == 1 and scope == int.from_bytes(b"glob", "big") and size == 8 and about is not None
            known = self.texts[c_void_p.from_address(about).value or 0] == SPEAKERS
            c_uint32.from_address(into).value = 73 if known else 0
            return 0
        assert thing == 73 and scope == int.from_bytes(b"outp", "big") and size == 0 and about is None
        if name not in self.properties:
            return _NO_PROPERTY
        value = self.properties[name]
        kind: Any = c_float if name == "vmvc" else c_uint32
        ctypes.cast(into, POINTER(kind))[0] = kind(value)
        return 0

    def is_muted(self, name: str) -> bool:
        try:
            return muted_by_macos(self.audio, self.foundation, name)
        finally:
            assert not self.texts


@pytest.mark.parametrize(
    ("properties", "wanted"),
    [
        ({"mute": 1, "vmvc": 0.5}, True),
        ({"mute": 0, "vmvc": 0.5}, False),
        ({"mute": 0, "vmvc": 0.0}, True),
        ({"vmvc": 0.5}, False),
        ({}, False),
    ],
)
def test_macos_is_asked_for_what_the_device_has(properties: dict[str, float], wanted: bool) -> None:
    assert MacOs(**properties).is_muted(SPEAKERS) is wanted


def test_a_device_that_macos_does_not_know_is_no_muted_one() -> None:
    with pytest.raises(OSError, match="no such device"):
        MacOs(mute=1).is_muted("AppleHDA")
