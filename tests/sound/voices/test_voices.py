"""The table of voices."""

import subprocess
import sys

import pytest

from eigenreel.errors import EigenreelError
from eigenreel.sound.voices import VOICES, get_voice


def test_names():
    """A voice is called what the table calls it, and asked for twice it is the same."""
    for name in VOICES:
        assert get_voice(name).name == name
        assert get_voice(name) is get_voice(name)
        assert get_voice(name).version


def test_unknown_voice():
    """An unknown name gets the known ones, and the nearest."""
    with pytest.raises(EigenreelError, match=r"no voice 'hibary'; perhaps you meant hibari\? It has: hibari, silent"):
        get_voice("hibary")


def test_heavy_libraries_wait():
    """Importing sound loads no engine, no pydub, no SciPy and no Manim, and warns of nothing."""
    code = (
        "import sys, eigenreel.sound.soundtrack, eigenreel.sound.loudness, eigenreel.sound.voices as v;"
        "v.get_voice('hibari'); v.get_voice('silent');"
        "print({'hibari', 'onnxruntime', 'pydub', 'scipy', 'manim', 'imageio_ffmpeg'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (result.stdout.strip(), result.stderr) == ("set()", "")


def test_pydub_is_quiet_without_a_path():
    """pydub finds the ffmpeg that comes along and warns of nothing, though no program can be found."""
    code = "from eigenreel.sound.segments import audio_segment; print(audio_segment().converter)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PATH": ""}, check=False)
    assert "imageio_ffmpeg" in result.stdout and result.stderr == ""
