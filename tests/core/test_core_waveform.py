"""Peaks, their columns and their silences, by their plain meaning."""

from __future__ import annotations

import math
import random
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import DocumentTooHeavy, FileDamaged
from desktop.core.peaks_bytes import peaks_from_bytes, peaks_to_bytes
from desktop.core.samples import MOST_SECONDS, Coding, PeakBuilder, SoundForm
from desktop.core.waveform import FULL, Peaks, columns, louder, loudest, silences, speech_level

LANE = st.lists(st.integers(0, FULL), max_size=400).map(bytes)
FORM = SoundForm(Coding.SIGNED_16, 2, 8000)


def peaks_of(upper: bytes, lower: bytes | None = None) -> Peaks:
    """Fifty peaks a second of a recording at 8,000 frames a second."""
    return Peaks(8000, 160, 160 * len(upper), upper, upper if lower is None else lower)


@given(LANE, st.integers(1, 50))
def test_the_loudest_of_each_block(lane: bytes, block: int) -> None:
    plain = bytes(max(lane[start : start + block]) for start in range(0, len(lane), block))
    assert loudest(lane, block) == plain


@given(
    st.lists(st.tuples(st.integers(0, 900), st.binary(max_size=9)), max_size=8),
    st.integers(1, 20),
)
def test_what_is_silent_between_sounds_is_passed_over_and_nothing_else(
    parts: list[tuple[int, bytes]], block: int
) -> None:
    lane = b"".join(bytes(silent) + bytes(value & FULL for value in loud) for silent, loud in parts)
    plain = bytes(max(lane[place : place + block]) for place in range(0, len(lane), block))
    assert loudest(lane, block) == plain


@given(LANE, st.data())
def test_the_louder_of_two(one: bytes, data: st.DataObject) -> None:
    other = bytes(data.draw(st.lists(st.integers(0, FULL), min_size=len(one), max_size=len(one))))
    assert louder(one, other) == bytes(map(max, one, other))


@given(LANE, st.integers(0, 300))
def test_columns_are_as_many_as_asked_and_show_what_is_heard(lane: bytes, count: int) -> None:
    made = columns(lane, count)
    assert len(made) == count
    assert max(made, default=0) <= max(lane, default=0)
    if count and len(lane) <= count * 16:
        assert any(made) == any(lane)


def test_a_click_in_a_long_recording_is_seen_where_it_is() -> None:
    lane = bytearray(90_000)
    lane[45_000] = 100
    made = columns(bytes(lane), 300)
    assert [place for place, value in enumerate(made) if value] == [150]


def test_columns_of_a_short_recording_repeat_its_peaks() -> None:
    assert columns(bytes((10, 20)), 4) == bytes((10, 10, 20, 20))


# -- silences ------------------------------------------------------------------------------------


def spoken(seconds: float, level: int = 40) -> bytes:
    return bytes([level]) * round(seconds * 50)


def test_how_loud_a_recording_is_is_found_once() -> None:
    """Who finds its silences has counted all of it; the window that draws it need not."""
    peaks = peaks_of(spoken(3.0, 41) + spoken(2.0, 0))
    silences(peaks)
    counted = speech_level.cache_info().misses
    assert speech_level(peaks_of(spoken(3.0, 41) + spoken(2.0, 0))) == 41
    assert speech_level.cache_info().misses == counted


@given(st.lists(st.integers(0, FULL), max_size=600).map(bytes))
def test_silences_are_long_quiet_apart_and_within_the_recording(lane: bytes) -> None:
    peaks = peaks_of(lane)
    found = silences(peaks)
    places = [moment for span in found for moment in span]
    assert places == sorted(places)
    for begin, end in found:
        assert end - begin >= 1500
        assert end <= peaks.duration_ms
        assert max(lane[begin // 20 : end // 20]) < max(2, speech_level(peaks))


@given(
    st.lists(st.tuples(st.floats(0.2, 4.0), st.floats(1.6, 8.0)), min_size=1, max_size=6),
    st.integers(20, FULL),
    st.integers(0, 1),
)
def test_every_long_pause_is_found_where_it_is(
    turns: list[tuple[float, float]], level: int, hum: int
) -> None:
    lane, wanted = b"", []
    for speech, pause in turns:
        lane += spoken(speech, level)
        begin = len(lane) * 20
        lane += spoken(pause, hum)
        wanted.append((begin, len(lane) * 20))
    # Enough of it is speech, as in any call.
    lane += spoken(5, level)
    assert silences(peaks_of(lane)) == wanted


def test_a_pause_of_one_speaker_while_the_other_speaks_is_none() -> None:
    assert silences(peaks_of(spoken(3) + spoken(3, 0), spoken(3, 0) + spoken(3))) == []


def test_short_pauses_and_a_line_that_only_hums_have_none() -> None:
    assert silences(peaks_of(spoken(2) + spoken(1.4, 0) + spoken(2))) == []
    assert silences(peaks_of(spoken(10, 1))) == []
    assert silences(peaks_of(b"")) == []


def test_a_loud_line_has_silences_above_a_quiet_ones_speech() -> None:
    noisy = spoken(3, 90) + spoken(3, 5) + spoken(1, 90)
    quiet = spoken(3, 12) + spoken(3, 5) + spoken(1, 12)
    assert silences(peaks_of(noisy)) == [(3000, 6000)]
    assert silences(peaks_of(quiet)) == []


# -- from samples --------------------------------------------------------------------------------


def samples(values: list[tuple[int, int]]) -> bytes:
    return b"".join(struct.pack("<hh", *pair) for pair in values)


@given(st.lists(st.tuples(*[st.integers(-32768, 32767)] * 2), min_size=1, max_size=500), st.data())
def test_pieces_of_any_length_make_the_same_peaks(values: list[tuple[int, int]], data: st.DataObject) -> None:
    whole = samples(values)
    builder = PeakBuilder(FORM)
    rest = whole
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        builder.feed(rest[:size])
        rest = rest[size:]
    peaks = builder.finish()
    assert peaks.frames == len(values)
    for lane, channel in ((peaks.upper, 0), (peaks.lower, 1)):
        for place, value in enumerate(lane):
            block = [pair[channel] for pair in values[place * 160 : (place + 1) * 160]]
            assert value == max((sample if sample >= 0 else ~sample) >> 8 for sample in block)


def test_a_long_recording_is_taken_in_pieces() -> None:
    one = samples([(round(20_000 * math.sin(place / 9)), 0) for place in range(8000)])
    builder = PeakBuilder(FORM)
    for _ in range(60):
        builder.feed(one)
    peaks = builder.finish()
    assert peaks.duration_ms == 60_000
    assert len(peaks.upper) == 3000
    assert min(peaks.upper) > 70
    assert max(peaks.lower) == 0


def test_pieces_that_are_not_copied_make_the_same_peaks() -> None:
    """Whoever fills the same bytes again and again gives none of them away."""
    one, other = PeakBuilder(FORM), PeakBuilder(FORM)
    dice = random.Random(5)
    for size in (one.calm_bytes, one.calm_bytes, 4_004, one.calm_bytes, one.calm_bytes, 400):
        piece = dice.randbytes(size)
        filled = bytearray(piece)
        one.feed(filled)
        filled[:] = bytes(size)
        other.feed(piece)
    assert one.calm_bytes % (160 * FORM.frame_bytes) == 0
    assert one.finish() == other.finish()


def test_mono_is_the_same_in_both_lanes() -> None:
    builder = PeakBuilder(SoundForm(Coding.UNSIGNED_8, 1, 8000))
    builder.feed(bytes((128, 255, 0, 128)))
    peaks = builder.finish()
    assert peaks.upper == peaks.lower == bytes((FULL,))


@pytest.mark.parametrize(
    ("coding", "silent", "loud"),
    [
        (Coding.UNSIGNED_8, b"\x80", b"\xff"),
        (Coding.SIGNED_24, bytes(3), b"\0\0\x80"),
        (Coding.SIGNED_32, bytes(4), b"\0\0\0\x7f"),
        (Coding.MU_LAW, b"\xff", b"\x00"),
        (Coding.A_LAW, b"\xd5", b"\xaa"),
    ],
)
def test_every_coding_knows_silence_and_its_loudest(coding: Coding, silent: bytes, loud: bytes) -> None:
    found = []
    for sample in (silent, loud):
        builder = PeakBuilder(SoundForm(coding, 1, 8000))
        builder.feed(sample * 10)
        found.append(builder.finish().upper[0])
    assert found[0] == 0
    assert found[1] > 120


def test_what_a_header_says_makes_no_piece_larger_than_memory() -> None:
    most = PeakBuilder(SoundForm(Coding.SIGNED_32, 64, 384_000))
    assert most.piece_bytes <= 4 << 20
    for length in (1000, most.piece_bytes + 1000):
        most.feed(bytes(length))
    assert set(most.finish().upper) == {0}


def test_more_than_a_day_is_refused_and_nothing_is_no_recording() -> None:
    slow = PeakBuilder(SoundForm(Coding.UNSIGNED_8, 1, 1))
    with pytest.raises(DocumentTooHeavy):
        slow.feed(bytes(MOST_SECONDS + 1000))
    with pytest.raises(FileDamaged):
        PeakBuilder(FORM).finish()
    with pytest.raises(FileDamaged):
        SoundForm(Coding.SIGNED_16, 0, 8000)


# -- as bytes ------------------------------------------------------------------------------------


@given(LANE)
def test_bytes_and_back(lane: bytes) -> None:
    peaks = peaks_of(lane, bytes(len(lane)))
    assert peaks_from_bytes(peaks_to_bytes(peaks)) == peaks


@given(st.binary(max_size=80))
def test_wild_bytes_are_peaks_or_refused(data: bytes) -> None:
    try:
        peaks = peaks_from_bytes(data)
    except ValueError:
        return
    assert peaks_to_bytes(peaks) == data
