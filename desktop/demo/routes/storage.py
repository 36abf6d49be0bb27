"""Storage: the second host, which knows nothing but signed links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from werkzeug.wrappers import Request, Response

from desktop.demo.counters import Counters
from desktop.demo.routes.byte_range import RangeBeyondEnd, RangeMalformed, parse_range
from desktop.demo.routes.links import Links
from desktop.demo.world import DemoWorld

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_UNWANTED = ("Cookie", "X-CSRFToken", "Referer", "Authorization", "Origin")


class Storage:
    """A WSGI application. What a client sends beyond need is counted in `Counters.leaked`."""

    def __init__(self, world: DemoWorld, links: Links, counters: Counters) -> None:
        self._world = world
        self._links = links
        self._counters = counters

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        for name in _UNWANTED:
            if name in request.headers:
                self._counters.note_leak(name)
        return self._answer(request)(environ, start_response)

    def _answer(self, request: Request) -> Response:
        if not request.path.isascii():
            body = f'{{"statusCode":"400","error":"InvalidKey","message":"Invalid key: {request.path}"}}'
            return Response(body, 400, mimetype="application/json")
        raw_path, _, query = request.environ["RAW_URI"].partition("?")
        values = {name: found[0] for name, found in parse_qs(query).items()}
        expires = values.get("expires", "")
        if request.method != "GET" or not self._links.is_signed(raw_path, expires, values.get("token", "")):
            return _xml(403, "SignatureDoesNotMatch", "The signature does not match the address and method.")
        if self._links.is_expired(expires):
            return _xml(403, "AccessDenied", "Request has expired")
        return self._file(request)

    def _file(self, request: Request) -> Response:
        _, _storage, _bucket, business, _receipt, version, _name = request.path.split("/", 6)
        book = self._world.businesses[int(business)].receipts
        found = book.find_file(int(version.removeprefix("v1~")))
        if found is None or found[1].storage == "absent":
            return _xml(404, "NoSuchKey", "The specified key does not exist.")
        receipt, file = found
        if file.storage == "refused":
            return _xml(403, "AccessDenied", "Access Denied")
        return _part(book.file_bytes(receipt, file), file.mime_type, request)


def _part(data: bytes, mime_type: str, request: Request) -> Response:
    try:
        part = parse_range(request.headers.get("Range"), len(data))
    except RangeBeyondEnd:
        return _xml(416, "InvalidRange", "The requested range is not satisfiable")
    except RangeMalformed:
        part = None
    start, end = part or (0, len(data))
    response = Response(data[start:end], 206 if part else 200, content_type=mime_type)
    response.headers["Accept-Ranges"] = "bytes"
    if part:
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(data)}"
    return response


def _xml(status: int, code: str, message: str) -> Response:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = f"{head}<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    return Response(body, status, content_type="application/xml")
