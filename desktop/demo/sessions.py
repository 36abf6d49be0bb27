"""Sessions: who may sign in, who is signed in, and how long."""

from __future__ import annotations

import hashlib
import secrets
import threading
from dataclasses import dataclass, replace

from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.clock import DemoClock
from desktop.demo.options import DemoOptions
from desktop.demo.session_cookie import CookieSigner, SessionData


@dataclass(frozen=True, slots=True)
class DemoUser:
    """Somebody who can sign in."""

    id: int
    email: str
    name: str
    role: str
    business_id: int
    business_name: str
    is_active: bool = True

    def as_json(self) -> dict[str, object]:
        """The body of login, me and refresh."""
        user = {
            "id": self.id,
            "name": self.name,
            "role": self.role,
            "business_id": self.business_id,
            "email": self.email,
            "is_active": self.is_active,
        }
        tenant = {"id": self.business_id, "name": self.business_name}
        return {"user": user, "tenant": tenant, "impersonating": False}


FIRST_BUSINESS, SECOND_BUSINESS = 1, 2
COLLEAGUE = 13
"""The user of the first business who decides elsewhere."""
_USERS = (
    DemoUser(11, DEMO_EMAIL, "Dana Sample", "admin", FIRST_BUSINESS, "Sample Business Ltd"),
    DemoUser(12, "agent@sample.example", "Avi Example", "agent", FIRST_BUSINESS, "Sample Business Ltd"),
    DemoUser(13, "manager@sample.example", "מנהלת לדוגמה", "manager", FIRST_BUSINESS, "Sample Business Ltd"),
    DemoUser(21, "second@other.example", "נועה דוגמה", "admin", SECOND_BUSINESS, "עסק אחר לדוגמה בע״מ"),
)


class Sessions:
    """Signs in and out. Cookies live with the client; here are only the refresh tokens and what ended."""

    def __init__(self, options: DemoOptions, clock: DemoClock) -> None:
        self._options = options
        self._clock = clock
        self._signer = CookieSigner(hashlib.sha256(f"demo {options.seed}".encode()).digest())
        self._lock = threading.Lock()
        self._users = {user.id: user for user in _USERS}
        self._epochs = dict.fromkeys(self._users, 0)
        self._signed_out = dict.fromkeys(self._users, 0)
        self._last_used: dict[str, float] = {}

    def sign_in(self, email: str, password: str) -> tuple[DemoUser, SessionData] | None:
        """None for every wrong combination; the e-mail is compared letter by letter."""
        user = next((user for user in self._users.values() if user.email == email), None)
        if user is None or not user.is_active or password != DEMO_PASSWORD:
            return None
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._last_used[token] = self._seconds()
            return user, SessionData(user.id, user.business_id, token, self._epochs[user.id])

    def cookie(self, data: SessionData) -> str:
        return self._signer.dump(data, self._seconds())

    def read(self, cookie: str | None) -> SessionData | None:
        """The session in a cookie that was signed here less than eight hours ago."""
        loaded = self._signer.load(cookie) if cookie else None
        if loaded is None or self._seconds() - loaded[1] > self._options.session_seconds:
            return None
        return loaded[0]

    def user_of(self, data: SessionData) -> DemoUser | None:
        """The active user of a session that has not been ended; the session is in use from now on."""
        user = self._users.get(data.user_id)
        with self._lock:
            if user is None or not user.is_active or data.epoch != self._epochs[user.id]:
                return None
            if data.refresh_token in self._last_used:
                self._last_used[data.refresh_token] = self._seconds()
        return user

    def refresh(self, data: SessionData) -> tuple[DemoUser, SessionData] | str:
        """A session for now, or the error to answer with. An idle one is deleted."""
        with self._lock:
            used = self._last_used.get(data.refresh_token)
            ended = data.epoch < self._signed_out.get(data.user_id, 0)
            if used is None or ended or self._seconds() - used > self._options.idle_seconds:
                self._last_used.pop(data.refresh_token, None)
                return "Invalid or expired refresh token"
            user = self._users.get(data.user_id)
            if user is None or not user.is_active:
                return "User not found or inactive"
            self._last_used[data.refresh_token] = self._seconds()
            return user, replace(data, epoch=self._epochs[user.id])

    def sign_out_everywhere(self, data: SessionData) -> None:
        """Ends every session of the user, for a refresh too."""
        with self._lock:
            self._last_used.pop(data.refresh_token, None)
            if data.user_id in self._epochs:
                self._epochs[data.user_id] += 1
                self._signed_out[data.user_id] = self._epochs[data.user_id]

    def expire_all(self, *, refresh_works: bool) -> None:
        """From now on every session answers 401; with `refresh_works` the refresh mends it."""
        with self._lock:
            for user_id in self._epochs:
                self._epochs[user_id] += 1
            if not refresh_works:
                self._last_used.clear()

    def user(self, user_id: int | None) -> DemoUser | None:
        return self._users.get(user_id) if user_id is not None else None

    def set_active(self, email: str, active: bool) -> None:
        """Locks a user out, or lets him in again."""
        for user in list(self._users.values()):
            if user.email == email:
                self._users[user.id] = replace(user, is_active=active)

    def _seconds(self) -> float:
        return self._clock.now().timestamp()
