"""Running the command as people do: as a process with a cache of its own, or, where that is enough, within this one."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course_folder import write_lesson

LONGEST = 900
# Without the current folder among the modules, as the installed program runs.
PROGRAM = (sys.executable, "-P", "-m", "eigenreel")
TINY = ("-r", "128x72", "--fps", "10", "--voice", "silent")

ARROW = {
    "beats": {
        "place": "An arrow is a place. [@move] It goes three to the right, and two up.",
        "share": "About {share:.0%} of the people who look at it nod.",
    },
    "construct": """
        dot = Dot(color=theme.HIGHLIGHT)
        word = Prose("A place")
        with self.beat("place") as words:
            self.play(FadeIn(dot))
            self.wait_until("move")
            self.play(dot.animate.shift(3 * RIGHT + 2 * UP), run_time=1.5)
        with self.beat("share"):
            self.play(FadeIn(word))
    """,
    "attributes": 'part = Parameter(0.42, "the share of people who nod", range=(0, 1))\n',
    "facts": "return {'share': self.part}",
    "methods": """
        def vignette(self):
            dot = Dot(color=theme.HIGHLIGHT)
            self.add(dot)
            self.play(Rotating(dot, angle=TAU, about_point=UP), run_time=4)
    """,
}
"""A lesson of two beats, with a cue, a parameter, a fact and a vignette."""

DOT = {"beats": {"one": "This is a dot."}, "construct": 'with self.beat("one"):\n    self.play(FadeIn(Dot()))'}
"""The smallest lesson."""


def write_arrow(root: Path) -> Path:
    """A course folder with the lesson tests/arrow."""
    write_lesson(root, "tests/arrow", **ARROW)
    return root


def environment(cache: Path) -> dict[str, str]:
    return os.environ | {"EIGENREEL_CACHE": str(cache)}


def eigenreel(*words: str | Path | int, cwd: Path, cache: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder.

    Raises:
        AssertionError: it failed, and that is not what the test is about.
    """
    command = [*PROGRAM, *map(str, words)]
    result = subprocess.run(
        command, cwd=cwd, env=environment(cache), capture_output=True, text=True, timeout=LONGEST, check=False
    )
    if check and result.returncode:
        raise AssertionError(f"{command} gave {result.returncode}:\n{result.stdout}\n{result.stderr}")
    return result


STOPPED = 130, -signal.SIGINT
"""How a command ends that Ctrl-C stopped; shells say 130 to both. Python chooses the second where the interrupt came in
code that it made of text, as that of data classes is."""


def started(*words: str | Path | int, cwd: Path, cache: Path, flags: Sequence[str] = ()) -> subprocess.Popen[str]:
    """The command, running, as the leader of a group of its own: a terminal's job. ``flags`` are for Python."""
    python, *rest = PROGRAM
    return subprocess.Popen(
        [python, *flags, *rest, *map(str, words)],
        cwd=cwd,
        env=environment(cache),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.startswith("eigenreel: ")]

    @property
    def records(self) -> list[dict]:
        """What ``--json`` printed."""
        return json.loads(self.out)


def within(*words: str | Path | int, cwd: Path, cache: Path) -> Said:
    """The same command without a process of its own: it need not import everything again."""
    from eigenreel.cli import main

    out, err = io.StringIO(), io.StringIO()
    before = os.environ.get("EIGENREEL_CACHE")
    os.environ["EIGENREEL_CACHE"] = str(cache)
    try:
        with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*map(str, words)])
    finally:
        os.environ.pop("EIGENREEL_CACHE")
        if before is not None:
            os.environ["EIGENREEL_CACHE"] = before
    return Said(code, out.getvalue(), err.getvalue())


def rendered(*words: str | Path | int, cwd: Path, cache: Path) -> list[dict]:
    """The records of films that ``within`` made without a complaint."""
    said = within("render", *words, "--json", cwd=cwd, cache=cache)
    assert (said.code, said.complaints) == (0, []), said.err
    return said.records
