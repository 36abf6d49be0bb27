"""The rest of a recording that was cut: gone on with only when it is the same one, and never a splice."""

from __future__ import annotations

import random
import re
import socket

import pytest

from desktop.api.client import ApiClient, Received
from desktop.core.begun_file import OVERLAP_BYTES, BegunFile
from desktop.core.errors import FileIncomplete
from tests.api.api_kit import MakeClient, MemorySink, RawServer, http_answer

WHOLE = b"RIFF" + bytes(range(256)) * 2_000
OTHER = WHOLE[:4] + bytes(reversed(WHOLE[4:]))
"""As long, and yet another one."""
HERE = 300_000


def sink_with(here: bytes = WHOLE[:HERE], total: int = len(WHOLE)) -> MemorySink:
    sink = MemorySink(BegunFile(len(here), total, here[-OVERLAP_BYTES:]))
    sink.data += here
    return sink


class Recording:
    """Serves `data`, by ranges as api-contract 4 says; `spoil` changes what is said of the range."""

    def __init__(self, data: bytes, *, spoil: str = "", cut: int = 0) -> None:
        self._data = data
        self._spoil = spoil
        self._cut = cut

    def __call__(self, connection: socket.socket, head: bytes) -> None:
        asked = re.search(rb"\r\nRange: bytes=([0-9]+)-(\r|$)", head)
        if b"/api/recordings/" not in head:
            connection.sendall(http_answer(b"{}"))
        elif asked is None or self._spoil == "all":
            connection.sendall(http_answer(self._data, content_type="audio/mpeg"))
        elif int(asked[1]) >= len(self._data):
            connection.sendall(http_answer(b"", status="416 Range Not Satisfiable"))
        else:
            self._send_rest(connection, int(asked[1]))

    def _send_rest(self, connection: socket.socket, start: int) -> None:
        told = self._spoil or f"bytes {start}-{len(self._data) - 1}/{len(self._data)}"
        answer = http_answer(
            self._data[start:],
            f"Content-Range: {told}",
            status="206 Partial Content",
            content_type="audio/mpeg",
        )
        if self._cut:
            connection.sendall(answer[: -self._cut])
            connection.shutdown(socket.SHUT_RDWR)
        else:
            connection.sendall(answer)


def ranges(server: RawServer) -> list[bytes]:
    """What each request for the recording asked for; b"" for all of it."""
    found = [re.search(rb"\r\nRange: ([^\r]*)", head) for head in server.heads if b"/stream" in head]
    return [match[1] if match else b"" for match in found]


def fetch(make_client: MakeClient, server: RawServer, sink: MemorySink) -> Received:
    client: ApiClient = make_client(server.url)
    received = client.stream_recording("CA1", sink)
    assert isinstance(received, Received)
    return received


def test_the_rest_is_asked_for_and_put_behind_what_is_here(make_client: MakeClient) -> None:
    sink, told = sink_with(), list[int]()
    with RawServer(Recording(WHOLE)) as server:
        received = make_client(server.url).stream_recording("CA1", sink, None, lambda n, _: told.append(n))
        assert ranges(server) == [b"bytes=%d-" % (HERE - OVERLAP_BYTES)]
    assert bytes(sink.data) == WHOLE
    assert received == Received(len(WHOLE), "audio/mpeg")
    assert (told[0], told[-1], sink.restarts) == (HERE, len(WHOLE), 0)


@pytest.mark.parametrize(
    ("data", "spoil"),
    [
        (OTHER, ""),
        (WHOLE + b"more", ""),
        (WHOLE[: HERE - 100_000], ""),
        (WHOLE, "bytes 0-4/5"),
        (WHOLE, "nonsense"),
        (WHOLE, f"bytes {HERE - OVERLAP_BYTES}-{len(WHOLE) - 1}/*"),
        (WHOLE, f"bytes {HERE}-{len(WHOLE) - 1}/{len(WHOLE)}"),
    ],
)
def test_what_is_not_the_rest_of_the_same_file_comes_anew(
    make_client: MakeClient, data: bytes, spoil: str
) -> None:
    sink = sink_with()
    with RawServer(Recording(data, spoil=spoil)) as server:
        fetch(make_client, server, sink)
        assert ranges(server) == [b"bytes=%d-" % (HERE - OVERLAP_BYTES), b""]
    assert bytes(sink.data) == data
    assert (sink.restarts, sink.total) == (1, len(data))


SOUND, OTHER_SOUND = random.Random(1).randbytes(200_000), random.Random(2).randbytes(200_000)


@pytest.mark.parametrize("silence", [b"\0", b"\xff", b"\x01\0", b"\x01\0\xff\xff"])
@pytest.mark.parametrize("length", [5_000, 100_000])
def test_in_silence_two_recordings_are_not_joined(
    make_client: MakeClient, silence: bytes, length: int
) -> None:
    """The line broke in it, and the server has fetched another recording since, as long as that one."""
    quiet = (silence * length)[:length]
    one, other = SOUND + quiet + SOUND, OTHER_SOUND + quiet + OTHER_SOUND
    sink = sink_with(one[: len(SOUND) + length - 100], len(one))
    with RawServer(Recording(other)) as server:
        fetch(make_client, server, sink)
    assert bytes(sink.data) == other


def test_a_server_that_knows_no_ranges_gives_all_of_it_at_once(make_client: MakeClient) -> None:
    sink = sink_with()
    with RawServer(Recording(OTHER, spoil="all")) as server:
        fetch(make_client, server, sink)
        assert len(ranges(server)) == 1
    assert bytes(sink.data) == OTHER


@pytest.mark.parametrize("cut", [1, 1000, len(WHOLE) - HERE, len(WHOLE) - HERE + 100])
def test_a_rest_that_is_cut_leaves_what_came(make_client: MakeClient, cut: int) -> None:
    sink = sink_with()
    with RawServer(Recording(WHOLE, cut=cut)) as server, pytest.raises(FileIncomplete) as caught:
        fetch(make_client, server, sink)
    assert caught.value.expected == len(WHOLE)
    assert bytes(sink.data) == WHOLE[: max(HERE, len(WHOLE) - cut)]
    assert sink.restarts == 0


def test_fewer_bytes_than_the_overlap_are_gone_on_with_too(make_client: MakeClient) -> None:
    sink = sink_with(WHOLE[:10])
    with RawServer(Recording(WHOLE)) as server:
        fetch(make_client, server, sink)
        assert ranges(server) == [b"bytes=0-"]
    assert bytes(sink.data) == WHOLE
