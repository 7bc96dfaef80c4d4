"""Manim's settings for one scene file: those of its manim.cfg and those that it makes itself, until it is staged.

The size and the rate of the film are the command's (-q, -r, --fps). Everything else that a scene file or a manim.cfg
sets holds: the colour behind, the frame in scene units, folders of assets, defaults of mobjects.
"""

from __future__ import annotations

import configparser
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partialmethod
from pathlib import Path
from typing import Any

from manim import Animation, Mobject, config
from manim._config import make_config_parser

from eigenreel.errors import EigenreelError

STOCK_SIZE = (1920, 1080)
"""What Manim's own settings say; a file that says it says nothing."""
ALIKE = 0.01


@contextmanager
def scene_settings(path: Path) -> Iterator[None]:
    """Begin with the settings of the manim.cfg beside a scene file, else of that in the current folder; then restore.

    Raises:
        EigenreelError: a manim.cfg cannot be read.
    """
    original = config.copy()
    beside = path.resolve().parent / "manim.cfg"
    try:
        config.verbosity = "WARNING"
        try:
            config.digest_parser(make_config_parser(str(beside) if beside.is_file() else None))
        except (configparser.Error, ValueError, KeyError, TypeError) as error:
            place = beside if beside.is_file() else Path("manim.cfg").resolve()
            what = " ".join(str(error).split())
            raise EigenreelError(f"{place}: {what}; mend it, or take it away") from error
        config.verbosity = "WARNING"
        yield
    finally:
        config.update(original)
        _forget_defaults()


def heed_shape(path: Path, width: int, height: int) -> None:
    """See that a scene file's own size has the film's shape; the scene would be cut otherwise.

    Raises:
        EigenreelError: it has another.
    """
    own = config.pixel_width, config.pixel_height
    # Manim's low quality, 854x480, is nearly of the shape of the others.
    if own != STOCK_SIZE and abs(own[0] * height / (own[1] * width) - 1) > ALIKE:
        raise EigenreelError(
            f"{path}: this scene is made for {own[0]}x{own[1]} pixels (config.pixel_width, config.pixel_height), "
            f"another shape than {width}x{height}; say -r {own[0]}x{own[1]}"
        )


def _forget_defaults() -> None:
    """Undo ``set_default`` of mobjects and animations, which would hold for the next scene, too."""
    for cls in (*_subclasses(Mobject), *_subclasses(Animation)):
        if isinstance(vars(cls).get("__init__"), partialmethod):
            cls.set_default()


def _subclasses(cls: type[Any]) -> Iterator[type[Any]]:
    yield cls
    for each in cls.__subclasses__():
        yield from _subclasses(each)
