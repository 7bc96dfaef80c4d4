"""The command ``eigenreel``, which is also ``python -m eigenreel``."""

from __future__ import annotations

import sys
from pathlib import Path

from eigenreel.interruption import INTERRUPTED, listen, take_over


def main() -> int:
    """Run the command line; where not even that can be imported, say what is missing."""
    listen()
    _say_what_can_be_said()
    try:
        from eigenreel.cli import main as run

        take_over()
        return run()
    except ModuleNotFoundError as error:
        # Some packages are imported only when a command needs them.
        return _lament((error.name or str(error)).partition(".")[0])
    except KeyboardInterrupt:
        # Where the command line does not listen yet, or not any more.
        print("eigenreel: stopped", file=sys.stderr)
        return INTERRUPTED


def _say_what_can_be_said() -> None:
    """In an encoding that lacks a sign of a title or a path, escape it: a list need not fail for that."""
    for stream in (sys.stdout, sys.stderr):
        # None where the descriptor is closed.
        if stream is not None:
            stream.reconfigure(errors="backslashreplace")


def _lament(package: str) -> int:
    from eigenreel.doctor import INSTALL, examine

    if sys.argv[1:2] == ["doctor"]:
        for each in examine(Path.cwd()):
            print(f"{'present' if each.present else 'missing'}  {each.name}: {each.found}")
    print(f"eigenreel: the package {package} is missing; {INSTALL}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
