"""Peaks of what needs a decoder, by FFmpeg itself, without a thread for each step.

`QAudioDecoder` hands on each frame of a telephone call's MP3, 72 ms, by itself, from thread to thread: that
takes longer than to decode it. Here one loop reads, decodes and gathers; it runs in a process of its own that
ends afterwards, so nothing is given back.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import byref, c_int, c_int64, c_void_p
from errno import EAGAIN, EIO
from pathlib import Path

from desktop.core.errors import DiskFailed, FileDamaged, FormatNotSupported
from desktop.core.samples import Coding, PeakBuilder, SoundForm
from desktop.core.waveform import Peaks
from desktop.workers.ffmpeg_library import PLANES, Ffmpeg, Frame, Input, Layout, Packet

_AUDIO = 1
_NO_DECODER = -1128613112
"""AVERROR_DECODER_NOT_FOUND."""
_SIGNED_16 = 1
"""AV_SAMPLE_FMT_S16, which it makes of what decoders give three times as fast as the smaller one."""
_OPTIONS = {b"format_whitelist": b"mp3,wav,ogg,flac,mov", b"protocol_whitelist": b"file"}
"""What `media_type` takes for sound: no list of other files, which they may lie about, is followed."""


def decoded_by_ffmpeg(ffmpeg: Ffmpeg, path: Path) -> Peaks:
    """Blocks until it is decoded; raises FileDamaged, FormatNotSupported, DocumentTooHeavy, DiskFailed."""
    return _Decoding(ffmpeg, path).peaks()


class _Decoding:
    """The best stream of sound in a file, from end to end. Frames that are damaged are left out."""

    def __init__(self, ffmpeg: Ffmpeg, path: Path) -> None:
        self._ffmpeg = ffmpeg
        self._input = self._opened(path)
        self._stream, self._decoder = self._begun()
        self._packet = c_void_p(ffmpeg.new_packet())
        self._frame = c_void_p(ffmpeg.new_frame())
        self._sound: _Gathered | None = None
        self._take = self._take_first
        """Called for each frame that came."""

    def _opened(self, path: Path) -> c_void_p:
        opened, options = c_void_p(), c_void_p()
        for name, value in _OPTIONS.items():
            self._ffmpeg.set_option(byref(options), name, value, 0)
        # Not a name that means something to it, such as one with a colon.
        name = b"file:" + str(path.absolute()).encode("utf-8", "surrogateescape")
        _raise_if_bad(self._ffmpeg.open(byref(opened), name, None, byref(options)), "nothing known")
        _raise_if_bad(self._ffmpeg.look_in(opened, None), "nothing in it")
        return opened

    def _begun(self) -> tuple[int, c_void_p]:
        """The number of the stream, and what decodes it."""
        ffmpeg, codec = self._ffmpeg, c_void_p()
        number = int(ffmpeg.best_stream(self._input, _AUDIO, -1, -1, byref(codec), 0))
        if number == _NO_DECODER:
            raise FormatNotSupported("no decoder for it")
        _raise_if_bad(number, "no sound in it")
        stream = ctypes.cast(self._input, ctypes.POINTER(Input)).contents.streams[number].contents
        decoder = c_void_p(ffmpeg.new_decoder(codec))
        _raise_if_bad(ffmpeg.take_parameters(decoder, stream.parameters), "no form of sound")
        _raise_if_bad(ffmpeg.begin(decoder, codec, None), "no form of sound")
        return number, decoder

    def peaks(self) -> Peaks:
        code = self._decode_all()
        # Damage is an end, too: what comes before it counts.
        if code == -EIO:
            raise DiskFailed("not all of it can be read")
        # What it holds back.
        self._ffmpeg.send(self._decoder, None)
        self._take_all()
        if self._sound is None:
            raise FileDamaged("no sound in it")
        return self._sound.finish()

    def _decode_all(self) -> int:
        """One packet is mostly one frame: more is looked for only where the next packet finds no room.

        Returns why there is no more. In half an hour of a call it comes round 25,000 times.
        """
        ffmpeg, packet, stream = self._ffmpeg, self._packet, self._stream
        read_next, send, receive, clear = ffmpeg.read, ffmpeg.send, ffmpeg.receive, ffmpeg.clear_packet
        whole, decoder, frame, take = self._input, self._decoder, self._frame, self._take
        read = ctypes.cast(packet, ctypes.POINTER(Packet)).contents
        while (code := read_next(whole, packet)) >= 0:
            if read.stream == stream:
                if send(decoder, packet) == -EAGAIN:
                    self._take_all()
                    take = self._take
                    send(decoder, packet)
                if receive(decoder, frame) >= 0:
                    take()
                    take = self._take
            clear(packet)
        return int(code)

    def _take_all(self) -> None:
        while self._ffmpeg.receive(self._decoder, self._frame) >= 0:
            self._take()

    def _take_first(self) -> None:
        """Only the first frame says what the sound is made of."""
        frame = ctypes.cast(self._frame, ctypes.POINTER(Frame)).contents
        self._sound = _Gathered(self._ffmpeg, self._decoder, frame)
        self._take = self._sound.taking()
        self._take()


class _Gathered:
    """The frames of a decoder as small samples, many at a time; `frame` is filled anew before each `take`."""

    def __init__(self, ffmpeg: Ffmpeg, decoder: c_void_p, frame: Frame) -> None:
        self._ffmpeg = ffmpeg
        self._decoder = decoder
        self._frame = frame
        self._format = frame.format
        layout = Layout()
        _raise_if_bad(ffmpeg.layout(decoder, b"ch_layout", 0, byref(layout)), "no channels")
        self._builder = PeakBuilder(SoundForm(Coding.SIGNED_16, layout.channels, self._rate()))
        self._converter = self._new_converter(layout)
        is_planar = bool(ffmpeg.is_planar(frame.format))
        last_plane = min(layout.channels, PLANES) - 1 if is_planar else 0
        # Looked at in place: of a structure's field Python makes an object anew each time.
        begin = ctypes.addressof(frame)
        self._last_plane = c_void_p.from_address(begin + last_plane * ctypes.sizeof(c_void_p))
        self._plane_bytes = c_int.from_address(begin + Frame.line_bytes.offset)
        self._planes = c_void_p.from_address(begin + Frame.all_planes.offset)
        self._frame_count = c_int.from_address(begin + Frame.count.offset)
        self._frame_format = c_int.from_address(begin + Frame.format.offset)
        self._line_bytes = int(ffmpeg.bytes_each(frame.format)) * (1 if is_planar else layout.channels)
        self._small = bytearray(self._builder.calm_bytes)
        self._room = self._builder.calm_bytes // self._builder.form.frame_bytes
        self._place = ctypes.addressof(ctypes.c_char.from_buffer(self._small))
        self._out = (c_void_p * PLANES)()
        self._count = 0

    def _rate(self) -> int:
        rate = c_int64()
        _raise_if_bad(self._ffmpeg.number(self._decoder, b"ar", 0, byref(rate)), "no rate")
        return rate.value

    def _new_converter(self, layout: Layout) -> c_void_p:
        made, ffmpeg, rate = c_void_p(), self._ffmpeg, self._builder.form.rate
        same = byref(layout)
        done = ffmpeg.new_converter(
            byref(made), same, _SIGNED_16, rate, same, self._frame.format, rate, 0, None
        )
        _raise_if_bad(done, "no form of sound")
        _raise_if_bad(ffmpeg.begin_converting(made), "no form of sound")
        return made

    def taking(self) -> Callable[[], None]:
        """What takes the frame that the decoder filled.

        All that it needs is its own: to look it up 25,000 times takes as long as what is done with it.
        """
        count, planes, form, known = self._frame_count, self._planes, self._frame_format, self._format
        last_plane, plane_bytes, each = self._last_plane, self._plane_bytes, self._line_bytes
        convert, converter, out, room = self._ffmpeg.convert, self._converter, self._out, self._room
        place, frame_bytes = self._place, self._builder.form.frame_bytes

        def take() -> None:
            if form.value != known or not last_plane.value or plane_bytes.value < count.value * each:
                raise FormatNotSupported("its form changes on the way")
            filled = self._count
            out[0] = place + filled * frame_bytes
            made = convert(converter, out, room - filled, planes, count)
            if made > 0:
                self._count = filled + made
                if self._count == room:
                    self._make_room()

        return take

    def _make_room(self) -> None:
        """What there was no room for comes then."""
        while self._count == self._room:
            self._hand_on()
            self._convert_rest()

    def _convert_rest(self) -> bool:
        """Whether anything was left of the last frame."""
        self._out[0] = self._place + self._count * self._builder.form.frame_bytes
        made = int(self._ffmpeg.convert(self._converter, self._out, self._room - self._count, None, 0))
        self._count += max(0, made)
        return made > 0

    def _hand_on(self) -> None:
        if self._rate() != self._builder.form.rate:
            raise FormatNotSupported("its form changes on the way")
        size = self._count * self._builder.form.frame_bytes
        self._builder.feed(self._small if size == len(self._small) else memoryview(self._small)[:size])
        self._count = 0

    def finish(self) -> Peaks:
        while self._convert_rest():
            self._hand_on()
        self._hand_on()
        return self._builder.finish()


def _raise_if_bad(code: int, what: str) -> None:
    if code < 0:
        raise FileDamaged(f"{what}: {code}")
