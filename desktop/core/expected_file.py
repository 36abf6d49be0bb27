"""ExpectedFile: what is known of a file before it comes."""

from typing import NamedTuple


class ExpectedFile(NamedTuple):
    """`days_left` until the server may delete it, None: nothing runs out; `size` in bytes, about."""

    days_left: int | None = None
    size: int = 0
