"""Backend: what all routes of one server share, and how a route gets at it."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from flask import Response, g, request

from desktop.demo.faults import Faults
from desktop.demo.routes.links import Links
from desktop.demo.sessions import DemoUser
from desktop.demo.transport.front_door import HINT_KEY
from desktop.demo.world import Business, DemoWorld

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_KEY = "demo.backend"
_PIECE_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class Backend:
    """The data, the links into storage, and what is to go wrong."""

    world: DemoWorld
    links: Links
    faults: Faults


def with_backend(app: WSGIApplication, backend: Backend) -> WSGIApplication:
    """`app` on this world: several servers of one process share the application, never what they know."""

    def answer_from_there(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[_KEY] = backend
        return app(environ, start_response)

    return answer_from_there


def backend() -> Backend:
    """That of the server that was asked."""
    return cast(Backend, request.environ[_KEY])


def current_user() -> DemoUser:
    return cast(DemoUser, g.user)


def business() -> Business:
    """The one whose user asks; nothing of another one is ever found."""
    return backend().world.businesses[current_user().business_id]


def hint() -> str:
    """The fault that the route itself is to play, or ""."""
    return cast(str, request.environ.get(HINT_KEY, ""))


def answer(body: object, status: int = 200) -> Response:
    """JSON with its length."""
    return Response(json.dumps(body), status, mimetype="application/json")


def list_answer(body: object) -> Response:
    """JSON as the proxy sends long answers: gzip where the client takes it, and in chunks."""
    data = json.dumps(body).encode()
    response = Response(mimetype="application/json")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        data = _zipped(data)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
    response.response = _pieces(data)
    return response


def _zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1, mtime=0) as archive:
        archive.write(data)
    return packed.getvalue()


def _pieces(data: bytes) -> Iterator[bytes]:
    return (data[at : at + _PIECE_BYTES] for at in range(0, len(data), _PIECE_BYTES))


def sql_error(message: str, statement: str) -> Response:
    """A database error as the server lets it through."""
    text = f"(psycopg2.errors.InvalidTextRepresentation) {message}\n[SQL: {statement}]"
    return answer({"success": False, "error": text}, 500)


def json_body() -> dict[str, Any] | None:
    """The object in the request's body; None for anything else. Answers 415 or 400 like Flask's own."""
    body = request.get_json()
    return body if isinstance(body, dict) else None
