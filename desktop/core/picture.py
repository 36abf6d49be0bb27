"""Picture: a drawn page as pixels, without anything that would have to be decoded."""

from __future__ import annotations

from dataclasses import dataclass

PIXEL_BYTES = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """`pixels` are `height` lines of `width` pixels without gaps, each red, green, blue.

    Of which document: its `kind` (a name of MediaType) and the sizes of its pages as they are shown.
    """

    width: int
    height: int
    pixels: bytes
    kind: str
    page_sizes: tuple[tuple[float, float], ...]

    @property
    def is_whole(self) -> bool:
        """Whether there are as many pixels as its size says."""
        wanted = self.width * self.height * PIXEL_BYTES
        return self.width > 0 and self.height > 0 and len(self.pixels) == wanted and bool(self.page_sizes)
