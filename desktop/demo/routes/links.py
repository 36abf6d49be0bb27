"""Links: signed addresses of files in storage, good for a while."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import quote

from desktop.demo.clock import DemoClock


class Links:
    """Signs and checks. A signature covers the address letter by letter, as it was given out."""

    def __init__(self, clock: DemoClock, seed: int) -> None:
        self._clock = clock
        self._key = hashlib.sha256(f"links {seed}".encode()).digest()
        self.base_url = ""

    def to_file(self, business: int, receipt_id: int, file_id: int, filename: str, seconds: float) -> str:
        """An address under which the file can be had for `seconds`."""
        # %7E is a tilde: whoever tidies the address up breaks the signature.
        path = f"/storage/receipts/{business}/{receipt_id}/v1%7E{file_id}/{quote(filename)}"
        expires = int(self._clock.now().timestamp() + seconds)
        return f"{self.base_url}{path}?expires={expires}&token={quote(self._token(path, expires), safe='')}"

    def is_signed(self, raw_path: str, expires: str, token: str) -> bool:
        if not expires.isdecimal():
            return False
        good = self._token(raw_path, int(expires))
        return hmac.compare_digest(good.encode(), token.encode("utf-8", "replace"))

    def is_expired(self, expires: str) -> bool:
        return self._clock.now().timestamp() > int(expires)

    def _token(self, path: str, expires: int) -> str:
        digest = hmac.new(self._key, f"{path}\n{expires}".encode(), hashlib.sha256).hexdigest()
        return f"{digest}=="
