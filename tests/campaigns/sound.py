"""Sound is heard, not assumed: the player plays tones to sinks of a PulseAudio daemon, and recorded.

Its own speed, others with the voice's pitch, and the proof that this is heard: without pitch compensation the
same measure finds an octave. Then silences left out, no volume, another output, and a daemon that dies.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.pulse import RATE, Ear, missing_programs, pulse_daemon
from tests.campaigns.sound_process import SoundProcess
from tests.campaigns.tone import LOUD, NEAR, Heard, Part, listen, write_tone
from tests.waiting import wait_until

SPEAKERS, HEADPHONES = "speakers", "headphones"
SECONDS = 4.0
_QUIET_SECONDS = 0.4
"""So long nothing comes after the end."""
_STEADY = 0.85
_TELL_APART_SECONDS = 0.15
"""What the edges of windows and the sound server's own buffers make uncertain."""


class Room:
    """A daemon with two sinks, both recorded, and a process that plays a recording to the first."""

    def __init__(self, parts: list[Part], stack: ExitStack) -> None:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sound = write_tone(folder / "tone.wav", parts)
        self.daemon = stack.enter_context(pulse_daemon(folder, (SPEAKERS, HEADPHONES)))
        self.player = SoundProcess(self.daemon, folder, sound)
        stack.callback(self.player.end)
        self.ears = {sink: Ear(self.daemon, sink, folder / f"{sink}.raw") for sink in (SPEAKERS, HEADPHONES)}
        for ear in self.ears.values():
            stack.callback(ear.close)
        self.player.wait_for_outputs(2)
        self.player.tell(f"output {SPEAKERS}")

    def heard(self, sink: str = SPEAKERS) -> Heard:
        return listen(self.ears[sink].heard(), RATE)

    def sounds(self, sink: str = SPEAKERS) -> bool:
        """Whether something comes out of it now."""
        return max(self.ears[sink].last(0.1), default=0) >= LOUD

    def is_quiet(self, sink: str = SPEAKERS) -> bool:
        return max(self.ears[sink].last(_QUIET_SECONDS), default=0) < LOUD

    def has_sounded(self, sink: str, seconds: float) -> bool:
        """Whether it came out of it so long, up to now."""
        last = self.ears[sink].last(seconds)
        edge = round(0.1 * RATE)
        return len(last) > edge and max(last[:edge]) >= LOUD and max(last[-edge:]) >= LOUD

    def play_to_the_end(self) -> Heard:
        """Raises TimeoutError."""
        before = self.player.times_finished
        self.player.tell("play")
        wait_until(lambda: self.player.times_finished > before, "the recording is played to its end")
        wait_until(self.is_quiet, "it is quiet after the end")
        return self.heard()


class Case:
    """One of the ways, with a tone that the dice chose."""

    def __init__(self, outcome: Outcome, number: int, dice: random.Random) -> None:
        self._outcome = outcome
        self._number = number
        self.name, self._way = list(WAYS.items())[number % len(WAYS)]
        self.hertz = float(dice.randrange(350, 700))
        self.parts = [Part(self.hertz, SECONDS)]

    def run(self) -> Iterator[str]:
        with ExitStack() as stack:
            try:
                yield from self._way(self, stack)
            except OSError as error:
                # Too late, or the player is gone.
                yield f"{self.name}: {error}"
        self._outcome.tally[self.name] += 1

    def room(self, stack: ExitStack) -> Room:
        return Room(self.parts, stack)

    def note(self, words: str) -> None:
        self._outcome.figures.append(f"case {self._number}: {self.name}: {words}")

    def note_heard(self, heard: Heard) -> None:
        pitch = f"{heard.hertz:.1f} Hz of {self.hertz:.0f} ({100 * heard.deviation(self.hertz):+.2f} %)"
        self.note(f"{pitch}, {heard.sounding:.2f} s, steady in {heard.steady:.0%}")


def pitch_problems(heard: Heard, hertz: float) -> Iterator[str]:
    """What tells the sound from a tone of so many Hz."""
    if abs(heard.deviation(hertz)) > NEAR:
        yield f"a tone of {hertz:.0f} Hz is heard as one of {heard.hertz:.1f} Hz"
    if heard.steady < _STEADY:
        yield f"only {heard.steady:.0%} of what is heard has one pitch"


def _length_problems(seconds: float, wanted: float) -> Iterator[str]:
    if abs(seconds - wanted) > _TELL_APART_SECONDS + 0.02 * wanted:
        yield f"{seconds:.2f} s are heard in place of {wanted:.2f} s"


def _at(speed: float) -> Callable[[Case, ExitStack], Iterator[str]]:
    def way(case: Case, stack: ExitStack) -> Iterator[str]:
        room = case.room(stack)
        room.player.tell(f"speed {speed}")
        heard = room.play_to_the_end()
        case.note_heard(heard)
        yield from pitch_problems(heard, case.hertz)
        yield from _length_problems(heard.sounding, SECONDS / speed)

    return way


def _without_compensation(case: Case, stack: ExitStack) -> Iterator[str]:
    """The counter-proof: what finds nothing wrong here finds nothing wrong anywhere."""
    room = case.room(stack)
    room.player.tell("leave-pitch")
    room.player.tell("speed 2")
    heard = room.play_to_the_end()
    case.note_heard(heard)
    if not list(pitch_problems(heard, case.hertz)):
        yield "without pitch compensation the check of the pitch finds nothing wrong"
    yield from pitch_problems(heard, 2 * case.hertz)
    yield from _length_problems(heard.sounding, SECONDS / 2)


def _silence_left_out(case: Case, stack: ExitStack) -> Iterator[str]:
    tone, silence = Part(case.hertz, 1.5), Part(0, 4.0)
    case.parts = [tone, silence, tone]
    room = case.room(stack)
    room.player.tell("skip-silence")
    heard = room.play_to_the_end()
    case.note_heard(heard)
    quiet = heard.lasted - heard.sounding
    case.note(f"{quiet:.2f} s of {silence.seconds:.0f} s of silence left")
    yield from pitch_problems(heard, case.hertz)
    if heard.sounding < 2 * tone.seconds - 2 * _TELL_APART_SECONDS:
        yield f"of {2 * tone.seconds:.1f} s of sound only {heard.sounding:.2f} s are heard"
    if quiet > silence.seconds / 4:
        yield f"{quiet:.2f} s of silence are left"


def _no_volume(case: Case, stack: ExitStack) -> Iterator[str]:
    room = case.room(stack)
    room.player.tell("volume 0")
    heard = room.play_to_the_end()
    case.note(f"at most {heard.loudest} of 32,767")
    if heard.loudest > 0:
        yield f"at volume 0 up to {heard.loudest} of 32,767 are heard"
    yield from _counted(case, room, counts=False)
    room.player.tell("volume 100")
    room.player.tell("play")
    wait_until(room.sounds, "with its volume back it is heard")


def _muted_in_the_system(case: Case, stack: ExitStack) -> Iterator[str]:
    """Nobody hears it, whatever the program's own volume is; what is heard afterwards counts."""
    # The system is asked once a second: of a short recording that second alone would be too large a part.
    case.parts = [Part(case.hertz, 3 * SECONDS)]
    room = case.room(stack)
    room.daemon.mute(SPEAKERS, True)
    heard = room.play_to_the_end()
    case.note(f"at most {heard.loudest} of 32,767")
    yield from _counted(case, room, counts=False)
    room.daemon.mute(SPEAKERS, False)
    room.play_to_the_end()
    yield from _counted(case, room, counts=True)


def _counted(case: Case, room: Room, *, counts: bool) -> Iterator[str]:
    """Until it is known that the sound is off or on again, a moment passes."""
    share = float(room.player.tell("share"))
    case.note(f"{share:.0%} of it counts as heard")
    if (share >= 0.9) is not counts or (share > 0.3) is not counts:
        yield f"{share:.0%} of it counts as heard"


def _other_output(case: Case, stack: ExitStack) -> Iterator[str]:
    room = case.room(stack)
    room.player.tell("play")
    wait_until(lambda: room.has_sounded(SPEAKERS, 1.2), "it is heard in the speakers")
    if room.sounds(HEADPHONES):
        yield "it is heard in the headphones too"
    room.player.tell(f"output {HEADPHONES}")
    wait_until(lambda: room.sounds(HEADPHONES), "the sound has moved to the headphones")
    wait_until(room.is_quiet, "the speakers are quiet then")
    wait_until(lambda: room.player.finished, "the recording is played to its end")
    wait_until(lambda: room.is_quiet(HEADPHONES), "it is quiet after the end")
    first, then = room.heard(), room.heard(HEADPHONES)
    case.note_heard(then)
    case.note(f"{first.sounding:.2f} s in the speakers, {then.sounding:.2f} s in the headphones")
    for heard in (first, then):
        yield from pitch_problems(heard, case.hertz)
    yield from _length_problems(first.sounding + then.sounding, SECONDS)


def _output_removed(case: Case, stack: ExitStack) -> Iterator[str]:
    """The system's own, as headphones are while they are plugged in."""
    yield from _unplugged(case, stack, HEADPHONES, 0.5)


def _chosen_output_removed(case: Case, stack: ExitStack) -> Iterator[str]:
    """Of one that is not the system's Qt 6.11.3 says nothing here, and PulseAudio lets it sound elsewhere."""
    yield from _unplugged(case, stack, SPEAKERS, 2.0)


def _unplugged(case: Case, stack: ExitStack, system: str, at_most: float) -> Iterator[str]:
    """`system` is the system's own output; `at_most`: so many seconds may leak."""
    room = case.room(stack)
    room.daemon.make_default(system)
    room.player.tell(f"output {HEADPHONES}")
    room.player.tell("play")
    wait_until(lambda: room.sounds(HEADPHONES), "it is heard in the headphones")
    room.daemon.remove(HEADPHONES)
    yield from _told_and_paused(case, room)
    wait_until(room.is_quiet, "the speakers are quiet")
    leaked = room.heard().sounding
    case.note(f"{leaked:.2f} s in the speakers until it was paused")
    if leaked > at_most:
        yield f"for {leaked:.2f} s the whole room heard what was in somebody's ears"
    room.player.tell("play")
    wait_until(room.sounds, "it goes on through the speakers")
    yield from _ended_well(room)


def _daemon_killed(case: Case, stack: ExitStack) -> Iterator[str]:
    room = case.room(stack)
    room.player.tell("play")
    wait_until(room.sounds, "it is heard")
    room.daemon.kill()
    yield from _told_and_paused(case, room)
    yield from _plays_on_unheard(room)
    yield from _ended_well(room)


def _daemon_killed_while_paused(case: Case, stack: ExitStack) -> Iterator[str]:
    """And the next thing is a press of play: Qt by itself would end the program there."""
    room = case.room(stack)
    room.player.tell("play")
    wait_until(room.sounds, "it is heard")
    room.player.tell("play")
    room.daemon.kill()
    yield from _plays_on_unheard(room)
    yield from _ended_well(room)


def _told_and_paused(case: Case, room: Room) -> Iterator[str]:
    wait_until(lambda: bool(room.player.sentences) or not room.player.lives, "the user is told something")
    case.note(f"says {' / '.join(room.player.sentences)}")
    if not room.player.tell("state").startswith("paused"):
        yield "nothing is heard, and it says that it plays"


def _plays_on_unheard(room: Room) -> Iterator[str]:
    room.player.wait_for_outputs(0)
    before = room.player.position
    if not room.player.tell("state").startswith("playing"):
        room.player.tell("play")
    wait_until(lambda: room.player.position > before + 500, "its transcript can be followed all the same")
    room.player.tell("speed 2")
    wait_until(lambda: room.player.finished, "it comes to its end")
    if not room.player.sentences:
        yield "nobody said that nothing is heard"


def _ended_well(room: Room) -> Iterator[str]:
    code = room.player.end()
    if code != 0:
        yield f"the player ended with {code}: {room.player.log()[-500:]}"


Way = Callable[[Case, ExitStack], Iterator[str]]
WAYS: dict[str, Way] = {
    "1x": _at(1.0),
    "2x": _at(2.0),
    "2x_without_compensation": _without_compensation,
    "0.5x": _at(0.5),
    "3x": _at(3.0),
    "silence_left_out": _silence_left_out,
    "volume_0": _no_volume,
    "muted_in_the_system": _muted_in_the_system,
    "other_output": _other_output,
    "output_removed": _output_removed,
    "chosen_output_removed": _chosen_output_removed,
    "daemon_killed": _daemon_killed,
    "daemon_killed_while_paused": _daemon_killed_while_paused,
}


def missing() -> str:
    """What is to be installed first; "" when nothing is."""
    names = missing_programs()
    if not names:
        return ""
    how = "On Debian: apt-get install pulseaudio pulseaudio-utils."
    return f"This campaign listens by PulseAudio, of which {', '.join(names)} is not installed. {how}"


def run(plan: Plan, outcome: Outcome) -> None:
    """Each case is the next way; the tones differ."""
    for number, dice in plan.cases():
        for what in Case(outcome, number, dice).run():
            outcome.fail(number, what)


# No sample of it: what it needs is not there wherever the tests run.
CAMPAIGN = Campaign("sound", run, count=2 * len(WAYS), sample=0, missing=missing)
