"""Quicker equivalents of those of Manim's functions that take most of the time of staging."""

from eigenreel.stage.quick import anchors, areas, axes, boxes, colours, copies, kinship, turning, updating
from eigenreel.stage.quick.table import EQUIVALENTS, quick_functions

__all__ = ["EQUIVALENTS", "quick_functions"]

# Importing a module enters its functions into the table.
MODULES = (anchors, areas, axes, boxes, colours, copies, kinship, turning, updating)
