"""StorageLines: files from the other host, to which a signed link leads, with nothing of the session."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote, urljoin, urlsplit

from desktop.api.address import is_loopback
from desktop.api.answers import retry_after_seconds
from desktop.api.download import Download, Received
from desktop.api.reply import Reply, Timeouts
from desktop.api.sender import HttpRequest, Verify
from desktop.api.transport import Lines
from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    AppError,
    CertificateRejected,
    NotOurServer,
    Offline,
    ServerBusy,
    StorageRefused,
)

MAX_FILES = 3
MAX_HOPS = 4
_REDIRECTS = (301, 302, 303, 307, 308)
_IN_A_REQUEST_LINE = "".join(map(chr, range(0x21, 0x7F)))


class StorageLines:
    """GET only, no cookie, no CSRF token: `User-Agent` alone goes to a host that the server names."""

    def __init__(self, user_agent: str, timeouts: Timeouts, verify: Verify, *, from_loopback: bool) -> None:
        """`from_loopback`: the API is on this computer, so its storage may be there without TLS too."""
        self._headers = {"User-Agent": user_agent, "Accept-Encoding": "identity"}
        self._from_loopback = from_loopback
        self._lines = Lines(MAX_FILES, timeouts, verify)

    def fetch(
        self, link: str, base: str, download: Download, token: CancelToken | None = None
    ) -> Received | AppError:
        """The file at a signed `link`, which may be relative to `base`.

        What kept the storage from giving it is returned, for there are other ways. Raises what ends the
        matter: Cancelled, an empty or incomplete file, a full disk.
        """
        url = _joined(base, link)
        for _ in range(MAX_HOPS):
            try:
                answer = self._hop(url, download, token)
            except (Offline, CertificateRejected, NotOurServer) as error:
                if download.size:
                    raise
                return error
            if not isinstance(answer, str):
                return answer
            url = _joined(url, answer)
        return StorageRefused("redirects without end")

    def give_up(self) -> None:
        self._lines.give_up()

    def shutdown(self) -> None:
        self._lines.shutdown()

    def _hop(self, url: str, download: Download, token: CancelToken | None) -> Received | AppError | str:
        """A file, a refusal, or where to go next."""
        if not self._may_ask(url):
            return StorageRefused("a link that is not https")
        label = f"//{urlsplit(url).hostname}"
        request = HttpRequest("GET", _ascii(url), label, headers=self._headers, exact_url=True)
        with self._lines.open(request, token) as reply:
            if reply.status in _REDIRECTS and reply.location:
                return reply.location
            return _taken(reply, download)

    def _may_ask(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            return False
        if parts.username is not None or not host:
            return False
        return parts.scheme == "https" or (
            parts.scheme == "http" and self._from_loopback and is_loopback(host)
        )


def _taken(reply: Reply, download: Download) -> Received | AppError:
    if reply.status in (429, 502, 503, 504):
        after = retry_after_seconds(reply.header("Retry-After"), reply.date or datetime.now(UTC))
        return ServerBusy(f"storage: {reply.status}", retry_after=after)
    if reply.status not in (200, 206):
        return StorageRefused(f"storage: {reply.status} {reply.content_type}", status=reply.status)
    try:
        return download.receive(reply)
    except (StorageRefused, NotOurServer) as error:
        return error


def _joined(base: str, link: str) -> str:
    """A whole URL stays as it is: urljoin would tidy it, and its signature break."""
    try:
        return link if urlsplit(link).scheme else urljoin(base, link)
    except ValueError:
        return ""


def _ascii(url: str) -> str:
    """The URL as it came; only what no request line can hold is escaped."""
    return quote(url, safe=_IN_A_REQUEST_LINE)
