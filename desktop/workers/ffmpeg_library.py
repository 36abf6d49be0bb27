"""FFmpeg's libraries, which come with Qt: as much of them as decoding a recording needs.

Sources: FFmpeg's own headers `libavformat/avformat.h`, `libavcodec/packet.h`, `libavutil/frame.h`,
`libavutil/channel_layout.h` and `libswresample/swresample.h`. What is declared here is the public beginning
of each structure, which stays as it is within one major version: the one in the libraries' names.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import POINTER, c_char_p, c_int, c_int64, c_uint, c_uint64, c_void_p
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

PLANES = 8
"""So many channels lie beside each other in a frame's own list."""
_VERSIONS = {"avutil": 59, "swresample": 5, "avcodec": 61, "avformat": 61}
"""Each needs those before it."""
_NAMES = {"win32": "{}-{}.dll", "darwin": "lib{}.{}.dylib"}
_OTHER_NAME = "lib{}.so.{}"
_QUIET = -8


class Packet(ctypes.Structure):
    """AVPacket."""

    _fields_ = [
        ("buffer", c_void_p),
        ("shown_at", c_int64),
        ("decoded_at", c_int64),
        ("data", c_void_p),
        ("size", c_int),
        ("stream", c_int),
    ]


class Frame(ctypes.Structure):
    """AVFrame. `count`: sound frames in it; `line_bytes[0]`: bytes of one plane, or a little more."""

    _fields_ = [
        ("planes", c_void_p * PLANES),
        ("line_bytes", c_int * PLANES),
        ("all_planes", c_void_p),
        ("width", c_int),
        ("height", c_int),
        ("count", c_int),
        ("format", c_int),
    ]


class Layout(ctypes.Structure):
    """AVChannelLayout."""

    _fields_ = [("order", c_int), ("channels", c_int), ("mask", c_uint64), ("opaque", c_void_p)]


class Stream(ctypes.Structure):
    """AVStream."""

    _fields_ = [("options", c_void_p), ("index", c_int), ("id", c_int), ("parameters", c_void_p)]


class Input(ctypes.Structure):
    """AVFormatContext."""

    _fields_ = [
        ("options", c_void_p),
        ("input", c_void_p),
        ("output", c_void_p),
        ("private", c_void_p),
        ("reader", c_void_p),
        ("flags", c_int),
        ("stream_count", c_uint),
        ("streams", POINTER(POINTER(Stream))),
    ]


class Ffmpeg:
    """Its functions, by what they do; those that return an int return less than 0 for an error."""

    def __init__(self, libraries: dict[str, ctypes.CDLL]) -> None:
        """Raises AttributeError for a library that lacks one."""
        of_format, of_codec = libraries["avformat"], libraries["avcodec"]
        of_util, of_sound = libraries["avutil"], libraries["swresample"]
        some = c_void_p
        self.open = _call(of_format, "avformat_open_input", c_int, some, c_char_p, some, some)
        self.look_in = _call(of_format, "avformat_find_stream_info", c_int, some, some)
        self.best_stream = _call(
            of_format, "av_find_best_stream", c_int, some, c_int, c_int, c_int, some, c_int
        )
        self.read = _call(of_format, "av_read_frame", c_int, some, some)
        self.new_packet = _call(of_codec, "av_packet_alloc", some)
        self.clear_packet = _call(of_codec, "av_packet_unref", None, some)
        self.new_decoder = _call(of_codec, "avcodec_alloc_context3", some, some)
        self.take_parameters = _call(of_codec, "avcodec_parameters_to_context", c_int, some, some)
        self.begin = _call(of_codec, "avcodec_open2", c_int, some, some, some)
        self.send = _call(of_codec, "avcodec_send_packet", c_int, some, some)
        self.receive = _call(of_codec, "avcodec_receive_frame", c_int, some, some)
        self.new_frame = _call(of_util, "av_frame_alloc", some)
        self.set_option = _call(of_util, "av_dict_set", c_int, some, c_char_p, c_char_p, c_int)
        self.number = _call(of_util, "av_opt_get_int", c_int, some, c_char_p, c_int, some)
        self.layout = _call(of_util, "av_opt_get_chlayout", c_int, some, c_char_p, c_int, some)
        self.bytes_each = _call(of_util, "av_get_bytes_per_sample", c_int, c_int)
        self.is_planar = _call(of_util, "av_sample_fmt_is_planar", c_int, c_int)
        self.new_converter = _call(
            of_sound, "swr_alloc_set_opts2", c_int, some, some, c_int, c_int, some, c_int, c_int, c_int, some
        )
        self.begin_converting = _call(of_sound, "swr_init", c_int, some)
        self.convert = _call(of_sound, "swr_convert", c_int, some, some, c_int, some, c_int)
        _call(of_util, "av_log_set_level", None, c_int)(_QUIET)


class _Place(NamedTuple):
    """Where the libraries are, and what they are called."""

    folder: Path
    name: str


@cache
def load_ffmpeg() -> Ffmpeg | None:
    """None where Qt came without these versions of it, as when the system's own Qt is used.

    For a process of its own: Qt's stand-ins then take the place of the system's libraries of that name in all
    that it loads later.
    """
    place = _place()
    if place is None:
        return None
    try:
        # They name libraries of the system, for which Qt has stand-ins that it loads by itself.
        for stand_in in sorted(place.folder.glob("libQt6FFmpegStub-*.so.*")):
            ctypes.CDLL(str(stand_in), mode=ctypes.RTLD_GLOBAL)
        paths = {name: place.folder / place.name.format(name, major) for name, major in _VERSIONS.items()}
        # Nothing else runs in that process: to give up Python's lock for each call only takes time.
        return Ffmpeg({name: ctypes.PyDLL(str(path)) for name, path in paths.items()})
    except (OSError, AttributeError):
        return None


def _place() -> _Place | None:
    """Below PySide6, of which nothing is loaded for this."""
    found = find_spec("PySide6")
    if found is None or not found.submodule_search_locations:
        return None
    package = Path(found.submodule_search_locations[0])
    folder = package if sys.platform == "win32" else package / "Qt" / "lib"
    return _Place(folder, _NAMES.get(sys.platform, _OTHER_NAME))


def _call(library: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    function = library[name]
    function.restype, function.argtypes = result, arguments
    return function
