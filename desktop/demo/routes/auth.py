"""Sign-in, refresh, who am I, CSRF token, sign-out."""

from __future__ import annotations

import secrets

from flask import Blueprint, Response, g

from desktop.demo.routes.backend import answer, backend, current_user, json_body

auth = Blueprint("auth", __name__, url_prefix="/api/auth")


@auth.post("/login")
def login() -> Response:
    body = json_body() or {}
    email, password = body.get("email"), body.get("password")
    if not isinstance(email, str) or not isinstance(password, str) or not email or not password:
        return answer({"success": False, "error": "Email and password are required"}, 400)
    signed_in = backend().world.sessions.sign_in(email, password)
    if signed_in is None:
        return answer({"success": False, "error": "Invalid credentials"}, 401)
    user, g.session = signed_in
    return answer(user.as_json())


@auth.get("/me")
def me() -> Response:
    return answer(current_user().as_json())


@auth.post("/refresh")
def refresh() -> Response:
    if g.session is None:
        return answer({"success": False, "error": "No refresh token provided"}, 401)
    refreshed = backend().world.sessions.refresh(g.session)
    if isinstance(refreshed, str):
        g.forget = True
        return answer({"success": False, "error": refreshed}, 401)
    user, g.session = refreshed
    return answer(user.as_json())


@auth.get("/csrf")
def csrf() -> Response:
    token = secrets.token_urlsafe(24)
    backend().faults.note_token(token)
    return answer({"csrfToken": token})


@auth.post("/logout")
def logout() -> Response:
    if g.session is not None:
        backend().world.sessions.sign_out_everywhere(g.session)
    g.forget = True
    return answer({"success": True})
