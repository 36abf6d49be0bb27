"""CallSummary: what a set of calls comes to."""

from typing import NamedTuple


class CallSummary(NamedTuple):
    """How many calls, how long together, how many recordings are kept here and how many are lost soon."""

    calls: int = 0
    seconds: int = 0
    kept: int = 0
    lost_soon: int = 0
