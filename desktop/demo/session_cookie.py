"""The session cookie: readable base64 with a time and a signature, as the real server's."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass

COOKIE_NAME = "al_sess"


@dataclass(frozen=True, slots=True)
class SessionData:
    """What the cookie holds. `epoch` is compared with the server's: an older one has been ended."""

    user_id: int
    tenant_id: int
    refresh_token: str
    epoch: int


class CookieSigner:
    """Writes and reads cookie values with one secret key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def dump(self, data: SessionData, issued_at: float) -> str:
        """`payload.time.signature`; `issued_at` in seconds since 1970."""
        payload = _encode(json.dumps(asdict(data), separators=(",", ":")).encode())
        signed = f"{payload}.{_encode(str(int(issued_at)).encode())}"
        return f"{signed}.{self._sign(signed)}"

    def load(self, value: str) -> tuple[SessionData, float] | None:
        """The session and when it was issued; None for anything that was not signed here."""
        signed, _, signature = value.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(signed).encode()):
            return None
        payload, _, issued_at = signed.partition(".")
        try:
            return SessionData(**json.loads(_decode(payload))), float(_decode(issued_at))
        except (ValueError, TypeError, binascii.Error):
            return None

    def _sign(self, text: str) -> str:
        return _encode(hmac.new(self._key, text.encode(), hashlib.sha256).digest())


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
