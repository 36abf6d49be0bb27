"""Ways to spoil a file, from one flipped bit to numbers that ask for the whole memory."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]

_NUMBER = re.compile(rb"\d+")
_NUMBERS = (b"0", b"-1", b"65536", b"2147483647", b"4294967296", b"99999999999999999999", b"0.0000001")
_WORDS = (
    b"/Kids",
    b"/Parent",
    b"/Length",
    b"/Type",
    b"/Count",
    b"/MediaBox",
    b"/Filter",
    b"endobj",
    b"stream",
)
_HEADS = (
    b"%PDF-1.7\n",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"GIF89a",
    b"II*\x00",
    b"RIFF\x00\x00\x00\x00WEBP",
)


def mutated(data: bytes, dice: random.Random) -> bytes:
    """`data` after one to three mutations."""
    for mutation in dice.choices(MUTATIONS, k=dice.randint(1, 3)):
        data = mutation(data, dice)
    return data


def _flip_bits(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 8, 64, 1000)) if changed else 0):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _spoil_head(data: bytes, dice: random.Random) -> bytes:
    """Where sizes and counts stand in an image."""
    changed = bytearray(data)
    for _ in range(8 if changed else 0):
        changed[dice.randrange(min(64, len(changed)))] = dice.choice((0, 1, 0x7F, 0x80, 0xFF))
    return bytes(changed)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randint(0, len(data))]


def _drop_piece(data: bytes, dice: random.Random) -> bytes:
    start, end = _piece(data, dice)
    return data[:start] + data[end:]


def _repeat_piece(data: bytes, dice: random.Random) -> bytes:
    start, end = _piece(data, dice)
    return data[:start] + data[start:end] * dice.randint(2, 20) + data[end:]


def _zero_piece(data: bytes, dice: random.Random) -> bytes:
    start, end = _piece(data, dice)
    return data[:start] + bytes(end - start) + data[end:]


def _insert_noise(data: bytes, dice: random.Random) -> bytes:
    place = dice.randint(0, len(data))
    return data[:place] + dice.randbytes(dice.choice((1, 16, 4096))) + data[place:]


def _wild_numbers(data: bytes, dice: random.Random) -> bytes:
    """Other object numbers, lengths, counts and page sizes in a PDF."""
    return _NUMBER.sub(lambda found: dice.choice(_NUMBERS) if dice.random() < 0.02 else found[0], data)


def _swap_words(data: bytes, dice: random.Random) -> bytes:
    return data.replace(dice.choice(_WORDS), dice.choice(_WORDS), dice.randint(1, 5))


def _other_head(data: bytes, dice: random.Random) -> bytes:
    return dice.choice(_HEADS) + data[dice.choice((0, 8)) :]


def _noise_only(data: bytes, dice: random.Random) -> bytes:
    return dice.choice(_HEADS) + dice.randbytes(min(len(data), 20_000))


def _piece(data: bytes, dice: random.Random) -> tuple[int, int]:
    start = dice.randint(0, len(data))
    return start, min(len(data), start + dice.choice((1, 4, 64, 1000, 20_000)))


MUTATIONS: tuple[Mutation, ...] = (
    _flip_bits,
    _flip_bits,
    _spoil_head,
    _cut,
    _drop_piece,
    _repeat_piece,
    _zero_piece,
    _insert_noise,
    _wild_numbers,
    _wild_numbers,
    _swap_words,
    _other_head,
    _noise_only,
)
