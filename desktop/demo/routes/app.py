"""The API as a Flask application."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from flask import Flask, Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, MapAdapter

from desktop.demo.routes.auth import auth
from desktop.demo.routes.calls import calls
from desktop.demo.routes.guard import guard
from desktop.demo.routes.receipts import receipts
from desktop.demo.routes.recordings import recordings
from desktop.demo.transport.front_door import HTML_PAGE

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_CONVERTER = re.compile(r"<\w+:")
_FILE_ENDPOINTS = {
    "recordings.stream",
    "recordings.download",
    "recordings.file",
    "receipts.source_file",
    "receipts.preview_file",
    "receipts.attachment_file",
}


class _OutsideApi(BaseConverter):
    """Any path that is not the API's."""

    regex = r"(?!api(?:/|$)).*"
    part_isolating = False


@functools.cache
def the_api() -> Flask:
    """All routes; it knows no world: see `with_backend`. One for all servers of a process, since compiling
    its rules takes longer than all else of a server's start."""
    app = Flask("desktop.demo", static_folder=None)
    app.url_map.converters["outside"] = _OutsideApi
    app.url_map.strict_slashes = False
    for blueprint in (auth, calls, recordings, receipts):
        app.register_blueprint(blueprint)
    guard(app)
    app.add_url_rule("/", "page", _page)
    app.add_url_rule("/<outside:path>", "page", _page)
    return app


def _page(path: str = "") -> Response:
    """The web page, whatever was asked for: its own script finds its way."""
    del path
    return Response(HTML_PAGE, mimetype="text/html")


def route_of(environ: WSGIEnvironment) -> tuple[str, bool]:
    """`GET /api/calls/<sid>/details` and whether that is a request for a file."""
    method = environ["REQUEST_METHOD"]
    adapter: MapAdapter = the_api().url_map.bind_to_environ(environ)
    try:
        rule, _values = adapter.match(return_rule=True)
    except HTTPException:
        return f"{method} {environ['PATH_INFO']}", False
    return f"{method} {_CONVERTER.sub('<', rule.rule)}", rule.endpoint in _FILE_ENDPOINTS
