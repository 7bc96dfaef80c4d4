"""Deep copies of mobjects: what the copy module does, without asking it for every number and every colour."""

from __future__ import annotations

import copy as stdlib
import copyreg
from copy import deepcopy
from types import BuiltinFunctionType, FunctionType
from typing import Any

import numpy as np
from manim import CapStyleType, LineJointType, Mobject

from eigenreel.stage.quick.table import instead_of

ATOMS = frozenset(
    {type(None), bool, int, float, complex, str, bytes, type, FunctionType, BuiltinFunctionType, np.float64,
     CapStyleType, LineJointType}
)  # fmt: skip
"""What copies of mobjects share, because nobody can change it."""

UNKNOWN = object()
_DESCRIPTORS: dict[type, frozenset[str]] = {}


@instead_of(Mobject, "copy")
def copy(self: Mobject) -> Mobject:
    return _duplicate(self, {})


@instead_of(Mobject, "__deepcopy__")
def deep(self: Mobject, clone_from_id: dict[int, Any]) -> Mobject:
    cls = self.__class__
    result = cls.__new__(cls)
    clone_from_id[id(self)] = result
    own = self.__dict__
    if _descriptors(cls).isdisjoint(own):
        fresh = result.__dict__
        for name, value in own.items():
            kind = type(value)
            if kind in ATOMS:
                fresh[name] = value
            elif kind is np.ndarray and id(value) not in clone_from_id:
                fresh[name] = clone_from_id[id(value)] = value.__deepcopy__(clone_from_id)
            else:
                fresh[name] = _duplicate(value, clone_from_id)
    else:
        for name, value in own.items():
            setattr(result, name, _duplicate(value, clone_from_id))
    result.original_id = str(id(self))
    return result


def _descriptors(cls: type) -> frozenset[str]:
    """Names that a class takes over when they are set; all of them if it takes over setting itself."""
    known = _DESCRIPTORS.get(cls)
    if known is None:
        names = {name for each in cls.__mro__ for name, value in vars(each).items() if hasattr(type(value), "__set__")}
        if cls.__setattr__ is not object.__setattr__:
            # Every mobject has this one.
            names.add("submobjects")
        known = _DESCRIPTORS[cls] = frozenset(names)
    return known


def _duplicate(value: Any, memo: dict[int, Any]) -> Any:
    """``copy.deepcopy``, quick for what mobjects are made of."""
    kind = type(value)
    if kind in ATOMS:
        return value
    result = memo.get(id(value), UNKNOWN)
    if result is not UNKNOWN:
        return result
    if kind is np.ndarray:
        result = memo[id(value)] = value.__deepcopy__(memo)
    elif kind is list:
        result = memo[id(value)] = []
        result.extend([_duplicate(part, memo) for part in value])
    elif kind is dict:
        result = memo[id(value)] = {}
        for key, part in value.items():
            result[_duplicate(key, memo)] = _duplicate(part, memo)
    elif getattr(kind, "__deepcopy__", None) is deep and "__deepcopy__" not in value.__dict__:
        result = deep(value, memo)
    elif kind in _PLAIN or _is_plain(kind):
        result = memo[id(value)] = kind.__new__(kind)
        fresh = result.__dict__
        for name, part in value.__dict__.items():
            fresh[name] = part if type(part) in ATOMS else _duplicate(part, memo)
    else:
        result = deepcopy(value, memo)
    return result


_PLAIN: set[type] = set()
_PLAIN_METHODS = ("__new__", "__reduce__", "__reduce_ex__", "__getstate__")
_PLAIN_LACKS = ("__deepcopy__", "__getattr__", "__setstate__", "__getnewargs__", "__getnewargs_ex__")


def _is_plain(cls: type) -> bool:
    """Whether the copy module would copy the attributes of an object of this class and do nothing else."""
    is_plain = (
        cls.__dictoffset__ != 0
        and not any(vars(each).get("__slots__") for each in cls.__mro__)
        and all(getattr(cls, name, None) is getattr(object, name, None) for name in _PLAIN_METHODS)
        and not any(hasattr(cls, name) for name in _PLAIN_LACKS)
        and cls not in copyreg.dispatch_table
        and cls not in stdlib._deepcopy_dispatch
    )
    if is_plain:
        _PLAIN.add(cls)
    return is_plain
