"""What cannot be recorded, said by name before anything is staged.

Only what a scene does for certain counts: what stands under an ``if`` may never be run. The rest is said when it
happens.
"""

from __future__ import annotations

import ast
import inspect
import shutil
import textwrap
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from manim import Scene, config
from manim.constants import RendererType

from eigenreel.errors import EigenreelError

OPENGL = ("manim.mobject.opengl", "manim.renderer.opengl", "manim.renderer.shader", "manim.opengl")
NEEDS_A_WINDOW = ("interactive_embed", "interact", "embed")
LATEX = "manim.mobject.text.tex_mobject"
LATEX_PROGRAMS = ("latex", "dvisvgm", "pdflatex", "luatex", "lualatex", "xelatex")
LATEX_REMEDY = (
    "install TeX Live (apt install texlive-latex-extra texlive-fonts-extra dvisvgm; "
    "brew install --cask mactex-no-gui), or write it with Typst, MathTypst"
)
PERHAPS = (
    ast.For, ast.While, ast.Try, ast.Match, ast.BoolOp, ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip
"""What may leave out what stands in it."""
OPENGL_REMEDY = "take it out, or render this scene with manim --renderer=opengl"


def heed_renderer(path: Path) -> None:
    """See that a scene file has not asked for OpenGL.

    Raises:
        EigenreelError: it has.
    """
    if config.renderer == RendererType.OPENGL:
        raise EigenreelError(
            f"{path}: it sets Manim's renderer to opengl (config.renderer, or manim.cfg), which needs a window; "
            f"{OPENGL_REMEDY}"
        )


def heed_scene(scene_class: type[Scene], module: ModuleType, path: Path) -> None:
    """See that a scene can be made and recorded.

    Raises:
        EigenreelError: it cannot; with the line.
    """
    _heed_arguments(scene_class, path)
    for name in ("__init__", "setup", "construct"):
        function = vars(scene_class).get(name)
        if inspect.isfunction(function):
            own = function.__code__.co_varnames
            names = {name: value for name, value in vars(module).items() if name not in own}
            for node in certain_nodes(function):
                what = _unfit(node, scene_class, names)
                if what is not None:
                    line = function.__code__.co_firstlineno + node.lineno - 1
                    raise EigenreelError(f"{path}:{line}: {scene_class.__name__} {what}")


def _heed_arguments(scene_class: type[Scene], path: Path) -> None:
    needed = [
        parameter.name
        for parameter in inspect.signature(scene_class).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
    ]
    if needed:
        raise EigenreelError(
            f"{path}: {scene_class.__name__} cannot be made without {', '.join(needed)}; "
            "give its __init__ defaults, or extend it by a scene that has none"
        )


def _unfit(node: ast.AST, scene_class: type[Scene], names: dict[str, Any]) -> str | None:
    """What is wrong with a piece of a scene, if anything."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=called)) if called in NEEDS_A_WINDOW:
            if getattr(scene_class, called, None) is getattr(Scene, called):
                return f"calls self.{called}(), which needs a window and a person before it; {OPENGL_REMEDY}"
        case ast.Call(func=ast.Name(id=called)):
            used = names.get(called)
            home = getattr(used, "__module__", None) or ""
            if inspect.isclass(used) and home.startswith(OPENGL):
                return f"uses {called}, which is drawn by OpenGL in a window only; {OPENGL_REMEDY}"
            if inspect.isclass(used) and home == LATEX and lacks_latex():
                return f"uses {called}, which needs LaTeX, and that is not installed; {LATEX_REMEDY}"
    return None


def lacks_latex() -> bool:
    """Whether LaTeX is certainly missed: Manim does not call it for formulas that it has set before."""
    return shutil.which("latex") is None and not config.get_dir("tex_dir", module_name="").exists()


def certain_nodes(function: Callable[..., Any]) -> Iterator[ast.AST]:
    """The pieces of a function that are run whenever it is, by its source."""
    try:
        lines = textwrap.dedent(inspect.getsource(function))
        tree = ast.parse(lines)
    except (OSError, SyntaxError):
        # Made by a program, or indented in a way of its own: nothing is known before it runs.
        return
    for statement in tree.body[0].body:
        yield from _certain(statement)
        if any(isinstance(node, ast.Return | ast.Raise) for node in ast.walk(statement)):
            return


def _certain(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.If | ast.IfExp):
        yield from _certain(node.test)
    elif not isinstance(node, PERHAPS):
        yield node
        for child in ast.iter_child_nodes(node):
            yield from _certain(child)


def explained(error: BaseException) -> str | None:
    """What to say of an error that comes from what cannot be had here."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, FileNotFoundError) and cause.filename in LATEX_PROGRAMS:
            return f"this needs LaTeX ({cause.filename}), which is not installed; {LATEX_REMEDY}"
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    manims = last is not None and last.filename == inspect.getfile(Scene)
    if isinstance(error, AssertionError) and manims and last.name in NEEDS_A_WINDOW:
        return f"{last.name}() needs a window and a person before it; {OPENGL_REMEDY}"
    return None
