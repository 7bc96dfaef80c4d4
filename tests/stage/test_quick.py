"""Whatever is done to a mobject has the same outcome, to the bit, with Manim's functions and with their equivalents."""

from __future__ import annotations

import functools
import inspect
from functools import partial

import manim
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from manim import BLUE, DL, ORIGIN, RED, UP, UR, Circle, Dot, Mobject, NumberLine, Square, VGroup, VMobject
from manim.utils import space_ops
from mobject_zoo import ANY_AXES, ZOO, anatomy

from eigenreel.stage.quick import EQUIVALENTS, quick_functions
from eigenreel.stage.quick.table import MIRRORED
from eigenreel.stage.quick.updating import takes_time

NUMBERS = st.sampled_from([0.0, -0.0, 1.0, -2.5, 1e-7, 1.0000001, 1e9, 1e300, -1e300, np.nan, np.inf, -np.inf])
POINTS = NUMBERS | st.floats(-5, 5)
ANYWHERE = [0, 1, -3.7, 2.5, np.float64(1.25), np.int64(2), np.float32(0.1), 10**20, np.nan, np.inf, 1e308, True]

POINTS_AS_LISTS = [[1.0, 2, 0], [1, 2, 0], [[1.0, 2, 3], [4, 5, 6]], [-0.0, 0, 0], [np.nan, 0, 0], [1.0, 2]]
SOMEWHERE = [*POINTS_AS_LISTS, *map(np.array, POINTS_AS_LISTS)]

SLOW = pytest.mark.slow
pytestmark = pytest.mark.filterwarnings("ignore:This method is not guaranteed:DeprecationWarning")


def outcome(make, act):
    """What an act on something newly made returns and does to it, or how it fails."""
    thing = make()
    try:
        result = act(thing)
    except Exception as error:  # noqa: BLE001 - whatever it is, it shall be the same
        # How deep it was, and doing what, is no part of an endless recursion.
        return type(error), isinstance(error, RecursionError) or str(error)
    return anatomy([result, thing])


def assert_same(make, act):
    with np.errstate(all="ignore"):
        expected = outcome(make, act)
        with quick_functions():
            got = outcome(make, act)
    assert got == expected


ACTS = {
    "copy": lambda it: it.copy(),
    "copies in copies": lambda it: VGroup(it, Dot()).copy() if isinstance(it, VMobject) else None,
    "target": lambda it: it.generate_target(),
    "family": lambda it: it.get_family(),
    "members with points": lambda it: it.family_members_with_points(),
    "update": lambda it: it.update(0.25),
    "update alone": lambda it: it.update(0.25, recursive=False),
    "corners": lambda it: [it.get_critical_point(direction) for direction in (ORIGIN, UR, DL, [0, -1, 1], UP)],
    "odd directions": lambda it: it.get_critical_point([1, np.float32(0), True]),
    "boundary": lambda it: it.get_points_defining_boundary(),
    "size": lambda it: (it.width, it.height, it.depth),
    "coordinates": lambda it: (it.get_x(), it.get_y(UP), it.get_z(), it.get_coord(0, [1, 0, 0])),
    "ends": lambda it: it.get_start_and_end(),
    "tips": lambda it: (it.has_tip(), it.has_start_tip()) if hasattr(it, "has_tip") else None,
    "subpaths": lambda it: it.get_subpaths(),
    "closed": lambda it: it.is_closed(),
    "smooth": lambda it: it.make_smooth(),
    "jagged": lambda it: it.make_jagged(),
    "colour": lambda it: it.set_color(RED).set_opacity(0.3),
    "by name": lambda it: it.set_color("#83C167"),
    "style": lambda it: it.set_style(fill_opacity=0.2, stroke_width=3),
    "stroke": lambda it: it.set_stroke(BLUE, np.float64(2), opacity=None),
    "gradient": lambda it: it.set_color([RED, BLUE]),
    "fade": lambda it: it.fade(0.3),
    "more members": lambda it: it.add_n_more_submobjects(3),
    "become": lambda it: it.become(VGroup(Circle(color=BLUE), Square(), Dot())),
    "become less": lambda it: VGroup(Circle(), *(Square() for _ in range(5))).become(it),
    "become oneself": lambda it: it.become(it),
    "align": lambda it: it.align_data(Circle().set_color([RED, BLUE])),
    "half": lambda it: it.copy().interpolate(it, it.copy().set_color(BLUE), 0.37),
    "end": lambda it: it.copy().interpolate(it, it.copy().set_stroke(BLUE, 9), 1),
    "end of oneself": lambda it: it.interpolate(Circle(), it, 1.0),
    "turn": lambda it: it.rotate(0.4).scale(2).shift(UP).move_to(ORIGIN),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("kind", [pytest.param(kind, marks=SLOW if kind in ANY_AXES[1:] else ()) for kind in ZOO])
def test_an_act_has_the_same_outcome(kind, act):
    """All acts on all kinds of mobjects: results, what they do to the mobject, and what they fail with."""
    assert_same(ZOO[kind], ACTS[act])


@settings(max_examples=50)
@given(arrays(float, st.tuples(st.integers(0, 9), st.just(3)), elements=POINTS))
def test_any_points_are_measured_and_joined_alike(points):
    for act in ("subpaths", "boundary", "corners", "size", "closed", "smooth"):
        assert_same(lambda: VMobject().set_points(points), ACTS[act])


@settings(max_examples=50)
@given(arrays(float, st.tuples(st.integers(1, 12), st.just(3)), elements=st.floats(-1e3, 1e3)))
def test_any_corners_become_the_same_smooth_curve(corners):
    assert_same(lambda: VMobject().set_points_as_corners(corners), ACTS["smooth"])


@settings(max_examples=50)
@given(arrays(float, (2, 3), elements=POINTS), st.sampled_from([1e-6, 0.1, 0.0, 1, np.nan]))
def test_points_are_equal_for_both_or_for_none(pair, tolerance):
    for points in (pair, pair.tolist(), [pair, pair[0]], pair.round().clip(-9, 9).astype(np.float32)):
        assert_same(
            lambda: VMobject(tolerance_for_point_equality=tolerance),
            lambda it, points=points: it.consider_points_equals(*points),
        )


def tried(calls):
    """What each of them returns, or fails with."""
    results = []
    for call in calls:
        try:
            results.append(call())
        except Exception as error:  # noqa: BLE001 - whatever it is, it shall be the same
            results.append((type(error), str(error)))
    return results


@pytest.mark.parametrize("kind", ANY_AXES)
def test_single_numbers_and_points_on_axes(kind):
    def asked(it):
        one = [partial(it.c2p, number, 0.3) for number in ANYWHERE]
        more = [partial(it.c2p, *[number] * count) for number in ANYWHERE for count in (1, 3)]
        back = [partial(it.p2c, point) for point in SOMEWHERE]
        return tried([*one, *more, it.c2p, partial(it.c2p, [1, 2]), *back])

    assert_same(ZOO[kind], asked)


@pytest.mark.parametrize("kind", [name for name in ZOO if name.startswith(("number line", "logarithmic line"))])
def test_single_numbers_and_points_on_lines(kind):
    def asked(it):
        return tried([partial(it.n2p, number) for number in ANYWHERE] + [partial(it.p2n, point) for point in SOMEWHERE])

    assert_same(ZOO[kind], asked)


@settings(max_examples=8)
@given(st.floats(-4, 4), st.floats(-4, 4), st.floats(0.2, 3), st.sampled_from(ANY_AXES))
def test_areas_have_the_same_corners(a, b, slope, kind):
    if kind != "logarithmic axes":
        assert_same(ZOO[kind], lambda it: it.get_area(it.plot(lambda x: slope * x, [-2, 2, 0.5]), (a, b), RED))


@pytest.mark.parametrize("kind", ANY_AXES)
def test_areas_end_where_manim_ends_them(kind):
    """Also where points of the graph are the bounds, and where bounds make no sense."""

    def asked(it):
        graph = it.plot(lambda x: x, [-4, 4, 0.5], use_smoothing=False)
        low = it.plot(lambda x: -1.0, [-4, 4, 0.5])
        bounds = None, (-1, 1.5), (np.float64(-1), 0.5), (-4, 4), ("a", 2), (np.nan, 1)
        areas = [partial(it.get_area, graph, each, bounded_graph=other) for each in bounds for other in (None, low)]
        return [area.points if isinstance(area, Mobject) else area for area in tried(areas)]

    assert_same(ZOO[kind], asked)


def test_rotations_are_the_same_also_when_asked_for_again():
    """For any kind of angle and axis; what is done to a matrix does not come back with the next."""
    axes = [0, 0, 1], (0.0, -0.0, 1.0), np.array([1.0, 2, 3]), np.array([1, 2, 3]), [np.nan, 0, 1], np.zeros(3), [1, 2]

    def asked(_):
        results = []
        for angle in (0.3, 0.3, 0, -0.0, 7, np.float64(0.3), np.float32(0.3), np.nan, np.array(0.3)):
            for axis in axes:
                for homogeneous in (False, True):
                    found = tried([partial(space_ops.rotation_matrix, angle, axis, homogeneous)])[0]
                    results.append(found.copy() if isinstance(found, np.ndarray) else found)
                    if isinstance(found, np.ndarray):
                        found += 1
        return results

    assert_same(Mobject, asked)


class Updaters:
    def plain(self, mobject): ...
    def timed(self, mobject, dt): ...
    def __call__(self, mobject, dt): ...


@functools.wraps(Updaters.plain)
def wrapped(mobject, dt): ...


def signed(mobject): ...


signed.__signature__ = inspect.signature(Updaters.timed)


@pytest.mark.parametrize(
    "updater",
    [
        lambda mobject: ..., lambda mobject, dt: ..., lambda mobject, dt=1: ..., lambda mobject, *dt: ...,
        lambda mobject, **dt: ..., lambda mobject, *, dt: ..., lambda dt: ..., lambda mobject, t: (lambda dt: dt)(t),
        lambda *args: ..., Updaters().plain, Updaters().timed, Updaters(), Updaters.timed, wrapped, signed,
        functools.partial(lambda mobject, dt: ...), functools.partial(lambda mobject, dt: ..., dt=3),
        Mobject().update, Mobject().shift, Mobject.rotate,
    ],
)  # fmt: skip
def test_an_updater_takes_the_time_if_its_signature_says_so(updater):
    assert takes_time(updater) == ("dt" in inspect.signature(updater).parameters)


def test_a_mobject_with_methods_of_its_own_is_asked():
    """Not only classes: a scene may give a single mobject another function."""

    def asked(it):
        it.submobjects[0].get_anchors = lambda: [UP]
        it.submobjects[1].update = lambda *args, **kwargs: it.shift(UP)
        return it.update(1), it.get_critical_point(UR)

    assert_same(lambda: VGroup(Circle(), Square()), asked)
    assert_same(ZOO["axes"], lambda it: setattr(it.x_axis, "number_to_point", lambda number: 7 * UP) or it.c2p(1, 2))


def test_manims_functions_are_back_afterwards():
    with quick_functions():
        assert all(vars(each.owner)[each.name] is each.quick for each in EQUIVALENTS)
    assert all(vars(each.owner)[each.name] is each.stock for each in EQUIVALENTS)


@pytest.mark.parametrize("name", ["get_family", "get_num_points"])
def test_what_a_scene_file_has_changed_in_manim_stays_and_nothing_stands_in(monkeypatch, name):
    """Neither for a function that has an equivalent nor for one that equivalents rely on."""
    monkeypatch.setattr(Mobject, name, lambda self: [])
    changed = vars(Mobject)[name]
    with quick_functions():
        assert vars(Mobject)[name] is changed
        assert all(vars(each.owner)[each.name] is each.stock for each in EQUIVALENTS if each.name != name)


def test_what_a_scene_changes_while_it_runs_stays():
    stock = NumberLine.number_to_point
    try:
        with quick_functions():
            NumberLine.number_to_point = len
        assert NumberLine.number_to_point is len
    finally:
        NumberLine.number_to_point = stock


def test_they_stand_in_for_the_version_of_manim_that_is_here(monkeypatch):
    """A new version wants a look at every function in the table; until then it has none of them."""
    assert manim.__version__ in MIRRORED
    monkeypatch.setattr(manim, "__version__", "0.23.0")
    with quick_functions():
        assert all(vars(each.owner)[each.name] is each.stock for each in EQUIVALENTS)
