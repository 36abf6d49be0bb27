"""Account: who is signed in."""

# No deferred annotations here: a named tuple compiles each of them when it is loaded, before the first paint.
from typing import NamedTuple


class Account(NamedTuple):
    """Who is signed in, where. One folder on disk for each `identity`."""

    server: str
    business_id: int
    user_id: int
    email: str
    user_name: str = ""
    business_name: str = ""
    role: str = ""

    @property
    def identity(self) -> tuple[str, int, int]:
        return (self.server, self.business_id, self.user_id)
