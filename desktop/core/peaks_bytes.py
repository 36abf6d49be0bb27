"""Peaks as bytes: between the process that decodes and the program, and in the file that keeps them."""

from __future__ import annotations

import struct

from desktop.core.waveform import FULL, Peaks

_SHAPE = struct.Struct("<IIQI")
_TOO_LOUD = bytes(range(FULL + 1, 256))


def peaks_to_bytes(peaks: Peaks) -> bytes:
    """Rate, block, frames and length of a lane, then both lanes."""
    shape = _SHAPE.pack(peaks.rate, peaks.block, peaks.frames, len(peaks.upper))
    return shape + peaks.upper + peaks.lower


def peaks_from_bytes(data: bytes) -> Peaks:
    """Raises ValueError for anything but what `peaks_to_bytes` gives."""
    if len(data) < _SHAPE.size:
        raise ValueError("no peaks")
    rate, block, frames, length = _SHAPE.unpack_from(data)
    lanes = data[_SHAPE.size :]
    if len(lanes) != 2 * length or lanes.translate(None, _TOO_LOUD) != lanes:
        raise ValueError("no lanes")
    return Peaks(rate, block, frames, lanes[:length], lanes[length:])
