"""The command ``eigenreel``, which is also ``python -m eigenreel``."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run the command line; where not even that can be imported, say what is missing."""
    try:
        from eigenreel.cli import main as run
    except ModuleNotFoundError as error:
        return _lament((error.name or str(error)).partition(".")[0])
    return run()


def _lament(package: str) -> int:
    from eigenreel.doctor import INSTALL, examine

    if sys.argv[1:2] == ["doctor"]:
        for each in examine(Path.cwd()):
            print(f"{'present' if each.present else 'missing'}  {each.name}: {each.found}")
    print(f"eigenreel: the package {package} is missing; {INSTALL}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
