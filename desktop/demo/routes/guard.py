"""The guard before the API: who asks, and the cookie that goes out with every answer."""

from __future__ import annotations

from flask import Flask, Response, g, request

from desktop.demo.routes.backend import answer, backend
from desktop.demo.session_cookie import COOKIE_NAME, SessionData
from desktop.demo.sessions import DemoUser

_NO_SESSION: dict[str, dict[str, object]] = {
    "auth": {"error": "Not authenticated"},
    "calls": {"error": "forbidden", "reason": "no_session"},
    "receipts": {"error": "unauthorized"},
    "recordings": {"success": False, "error": "Unauthorized", "message": "Please sign in"},
}
_WITHOUT_SESSION = {"auth.login", "auth.refresh", "auth.logout", "auth.csrf"}
_RECEIPT_ROLES = {"admin", "owner"}


def guard(app: Flask) -> None:
    """Lets only signed-in users at the API; re-issues the session with every answer to one who has it."""
    app.before_request(_check)
    app.after_request(_issue)


def _check() -> Response | None:
    if request.blueprint is None:
        return None
    sessions = backend().world.sessions
    data = sessions.read(request.cookies.get(COOKIE_NAME))
    g.session = None
    if request.endpoint in _WITHOUT_SESSION:
        g.session = data
        return None
    area = request.blueprint
    if data is None:
        return answer(_NO_SESSION[area], 401)
    user = sessions.user_of(data)
    if user is None:
        return answer({"error": "Session expired"}, 401)
    g.session, g.user = data, user
    return _check_role(user, area)


def _check_role(user: DemoUser, area: str) -> Response | None:
    if area != "receipts" or user.role in _RECEIPT_ROLES:
        return None
    body = {"error": "forbidden", "reason": "insufficient_role", "message": "Your role may not see receipts"}
    return answer(body, 403)


def _issue(response: Response) -> Response:
    data: SessionData | None = g.get("session")
    if g.get("forget"):
        response.delete_cookie(COOKIE_NAME)
    elif data is not None:
        _set_cookie(response, data)
    return response


def _set_cookie(response: Response, data: SessionData) -> None:
    world = backend().world
    response.set_cookie(
        COOKIE_NAME,
        world.sessions.cookie(data),
        max_age=int(world.options.session_seconds),
        httponly=True,
        secure=world.options.secure_cookie,
        samesite="Lax",
    )
