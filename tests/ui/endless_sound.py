"""A sound file that does not say how long it is, as one that was being written when it was read."""

from __future__ import annotations

import struct
from pathlib import Path

RATE, BLOCK = 8_000, 4_096


def endless_sound(path: Path, seconds: float) -> Path:
    """FLAC, one channel of 16 bit, of constant samples; its total is said to be unknown."""
    blocks = round(seconds * RATE / BLOCK)
    path.write_bytes(b"fLaC" + _stream_info() + b"".join(map(_frame, range(blocks))))
    return path


def _stream_info() -> bytes:
    bits = (RATE << 44) | (0 << 41) | (15 << 36)
    body = struct.pack(">HH", BLOCK, BLOCK) + bytes(6) + struct.pack(">Q", bits) + bytes(16)
    return bytes((0x80,)) + len(body).to_bytes(3, "big") + body


def _frame(number: int) -> bytes:
    """4,096 samples at 8 kHz, each of the same value."""
    head = bytes((0xFF, 0xF8, 0xC4, 0x08)) + chr(number).encode("utf-8")
    head += bytes((_crc(head, 8, 0x07),))
    body = head + bytes((0,)) + struct.pack(">h", 1_000 if number % 2 else -1_000)
    return body + struct.pack(">H", _crc(body, 16, 0x8005))


def _crc(data: bytes, width: int, polynomial: int) -> int:
    value, top = 0, 1 << (width - 1)
    for byte in data:
        value ^= byte << (width - 8)
        for _ in range(8):
            value = ((value << 1) ^ polynomial if value & top else value << 1) & ((1 << width) - 1)
    return value
