"""Where the samples of a WAV file lie."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.samples import Coding, SoundForm
from desktop.core.wav_header import is_odd_wav, plain_wav


def wav(kind: int = 1, channels: int = 2, bits: int = 16, *, before: bytes = b"", size: int = 400) -> bytes:
    frame = channels * bits // 8
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, kind, channels, 8000, 8000 * frame, frame, bits)
    return b"RIFF\0\0\0\0WAVE" + before + form + struct.pack("<4sI", b"data", size)


@pytest.mark.parametrize(
    ("kind", "bits", "coding"),
    [(1, 8, Coding.UNSIGNED_8), (1, 16, Coding.SIGNED_16), (6, 8, Coding.A_LAW), (7, 8, Coding.MU_LAW)],
)
def test_the_forms_that_need_no_decoder(kind: int, bits: int, coding: Coding) -> None:
    found = plain_wav(wav(kind, bits=bits))
    assert found is not None
    assert found.form == SoundForm(coding, 2, 8000)
    assert (found.begin, found.size) == (44, 400)


def test_chunks_before_it_are_passed_over_and_the_length_may_be_unknown() -> None:
    words = b"LIST" + struct.pack("<I", 3) + b"abc\0"
    found = plain_wav(wav(before=words, size=0xFFFFFFFF))
    assert found is not None
    assert (found.begin, found.size) == (44 + len(words), None)


def test_the_extensible_form_says_its_kind_further_on() -> None:
    form = struct.pack("<HHIIHHHHIH", 0xFFFE, 1, 8000, 16000, 2, 16, 22, 16, 0, 1) + bytes(14)
    head = b"RIFF\0\0\0\0WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", 8)
    found = plain_wav(head)
    assert found is not None
    assert found.form.coding is Coding.SIGNED_16


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"ID3\4" + bytes(40),
        wav(kind=0x31),
        wav(bits=12),
        wav(channels=0),
        wav()[:30],
        b"RIFF\0\0\0\0WAVEdata\0\0\0\0",
    ],
)
def test_all_else_is_left_to_a_decoder(head: bytes) -> None:
    assert plain_wav(head) is None


def header(channels: int, rate: int) -> bytes:
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, rate, 16000, 2, 16)
    return b"RIFF\0\0\0\0WAVE" + form + struct.pack("<4sI", b"data", 400)


@pytest.mark.parametrize(
    ("channels", "rate", "odd"),
    [(1, 8000, False), (8, 50, False), (2, 768_000, False), (0, 8000, True), (9, 8000, True),
     (0xFFFF, 8000, True), (1, 49, True), (1, 0, True), (1, 768_001, True)],
)  # fmt: skip
def test_what_no_recording_claims_is_odd(channels: int, rate: int, odd: bool) -> None:
    assert is_odd_wav(header(channels, rate)) is odd


def test_what_is_no_wav_is_not_odd() -> None:
    assert not any(map(is_odd_wav, (b"", b"ID3\4" + bytes(40), b"OggS" + bytes(40))))


@given(st.binary(max_size=120))
def test_wild_bytes_do_no_harm(rest: bytes) -> None:
    plain_wav(b"RIFF\0\0\0\0WAVE" + rest)
    plain_wav(wav()[:36] + rest)
    is_odd_wav(b"RIFF\0\0\0\0WAVE" + rest)
