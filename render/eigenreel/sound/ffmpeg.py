"""The ffmpeg program that comes with imageio-ffmpeg: what it is for here is reading and measuring sound."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path

from eigenreel.errors import EigenreelError


@cache
def ffmpeg_path() -> str:
    """The program in the wheel. imageio-ffmpeg's own function is not asked, since it reads the environment.

    Raises:
        EigenreelError: this platform's wheel has none.
    """
    folder = Path(str(files("imageio_ffmpeg.binaries")))
    programs = sorted(folder.glob("ffmpeg-*"))
    if not programs:
        raise EigenreelError(f"{folder}: no ffmpeg program; install imageio-ffmpeg from a wheel for this platform")
    return str(programs[-1])


def run_ffmpeg(arguments: Sequence[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run it on ``data`` as its standard input, whether it succeeds or not; both outputs are kept."""
    command = [ffmpeg_path(), "-hide_banner", "-nostats", *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=False)


def read_from(path: str | PathLike[str]) -> list[str]:
    """The arguments for a file as input, which may be a playlist that names others, but none in the network.

    Without the protocol before it, what stands before a colon in its name would be one.

    >>> read_from("take:2.wav")
    ['-protocol_whitelist', 'file', '-i', 'file:take:2.wav']
    """
    return ["-protocol_whitelist", "file", "-i", f"file:{fspath(path)}"]
