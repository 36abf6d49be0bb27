"""The measure of the campaign `sound`: it finds the tones that are there, and no others."""

from __future__ import annotations

import random
import wave
from array import array
from pathlib import Path

import pytest

from tests.campaigns.sound import pitch_problems
from tests.campaigns.tone import Part, listen, samples_of, write_tone

RATE = 8_000


def samples_in(path: Path) -> array[int]:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return samples_of(file.readframes(file.getnframes()))


@pytest.mark.parametrize("hertz", [350.0, 441.7, 700.0, 1_400.0])
def test_a_tone_is_found_with_its_length(tmp_path: Path, hertz: float) -> None:
    parts = [Part(0, 0.3), Part(hertz, 0.5), Part(0, 0.4), Part(hertz, 0.5), Part(0, 0.3)]
    heard = listen(samples_in(write_tone(tmp_path / "tone.wav", parts)), RATE)
    assert abs(heard.deviation(hertz)) < 0.001
    assert heard.sounding == pytest.approx(1.0, abs=0.01)
    assert heard.lasted == pytest.approx(1.4, abs=0.01)
    assert heard.steady == 1.0
    assert not list(pitch_problems(heard, hertz))
    assert list(pitch_problems(heard, 2 * hertz)), "an octave is no small thing"
    assert list(pitch_problems(heard, 1.03 * hertz))


def test_silence_is_no_tone(tmp_path: Path) -> None:
    heard = listen(samples_in(write_tone(tmp_path / "tone.wav", [Part(0, 1.0)])), RATE)
    assert heard == (0.0, 0.0, 0.0, 0.0, 0)
    assert list(pitch_problems(heard, 440.0))
    assert listen(array("h"), RATE) == heard


def test_noise_and_a_chopped_tone_are_no_tone(tmp_path: Path) -> None:
    dice = random.Random(3)
    noise = array("h", (dice.randrange(-9_000, 9_000) for _ in range(RATE)))
    assert list(pitch_problems(listen(noise, RATE), listen(noise, RATE).hertz))
    chopped = [Part(440.0 + 200 * (number % 3), 0.05) for number in range(30)]
    heard = listen(samples_in(write_tone(tmp_path / "tone.wav", chopped)), RATE)
    assert list(pitch_problems(heard, heard.hertz))
