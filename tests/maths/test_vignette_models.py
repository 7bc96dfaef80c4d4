"""Laws of the small models that vignettes draw: slopes, hills, a chain, elimination, a network, cells."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.linalg import lu
from scipy.optimize import approx_fprime

from eigenreel.maths.blame import EXAMPLE, ReadableNetwork
from eigenreel.maths.cells import extent, faces, painting_order, places, presence
from eigenreel.maths.chain_drive import Drive, wheel
from eigenreel.maths.elimination import decimals_of, eliminate
from eigenreel.maths.hills import TWO_HILLS
from eigenreel.maths.slopes import Cubic, inside

NUMBERS = st.floats(-3, 3)


@settings(max_examples=30)
@given(st.tuples(*[NUMBERS] * 4), NUMBERS, st.floats(0.01, 3))
def test_the_secant_is_the_quotient_and_becomes_the_tangent(coefficients, x, gap):
    """Δy/Δx as written; with no gap the slope of NumPy's derivative; the mean value theorem bounds what is between."""
    curve = Cubic(coefficients)
    quotient = (curve.height(x + gap) - curve.height(x)) / gap
    assert curve.secant_slope(x, gap) == pytest.approx(quotient, rel=1e-6, abs=1e-6)
    exact = np.polynomial.Polynomial(coefficients).deriv()
    assert curve.secant_slope(x, 0.0) == pytest.approx(exact(x)) == curve.slope(x)
    between = exact(np.linspace(x, x + gap, 400))
    assert between.min() - 1e-3 <= curve.secant_slope(x, gap) <= between.max() + 1e-3


def test_a_line_is_cut_at_the_rectangle():
    """By its floor or its left side, and by its top or its right side."""
    assert inside(1, 3, 0.5, 4, 5).tolist() == [[0, 2.5], [4, 4.5]]
    with pytest.raises(ValueError, match="does not rise"):
        inside(1, 1, 0, 4, 5)


def test_gradients_of_hills_are_those_of_finite_differences():
    for point in np.random.default_rng(1).uniform(-4, 4, (40, 2)):
        found = approx_fprime(point, lambda place: TWO_HILLS.height(*place), 1e-7)
        assert TWO_HILLS.gradient([point])[0] == pytest.approx(found, abs=1e-5)


@pytest.mark.parametrize("level", [0.9, 1.1, 2.8])
def test_a_walk_around_stays_at_its_height_and_square_to_the_gradient(level):
    walk = TWO_HILLS.round_walk(level, (-7, 7), (-4, 4), 801)
    assert walk[0] == pytest.approx(walk[-1])
    assert TWO_HILLS.height(*walk.T) == pytest.approx(np.full(801, level), abs=3e-3)
    steps, slopes = np.diff(walk, axis=0), TWO_HILLS.gradient((walk[:-1] + walk[1:]) / 2)
    sizes = np.linalg.norm(steps, axis=1)
    assert sizes.std() < 0.02 * sizes.mean()
    cosines = (steps * slopes).sum(axis=1) / sizes / np.linalg.norm(slopes, axis=1)
    assert np.abs(cosines).max() < 0.1


def test_there_is_no_way_around_above_the_summit():
    with pytest.raises(ValueError, match="no way around at a height of 9"):
        TWO_HILLS.round_walk(9, (-7, 7), (-4, 4), 10)


@settings(max_examples=30)
@given(st.sampled_from([8, 12, 16, 24]), st.sampled_from([8, 12, 16, 24]), st.integers(45, 80))
def test_a_chain_is_tight_and_its_links_are_evenly_apart(first, second, links):
    """It goes around both wheels, touching neither's inside, and all links go as far as the rim of the first."""
    drive = Drive(first, second, links, pitch=0.3)
    way = np.linspace(0, links * 0.3, 2000)
    path = drive.along(way)
    assert np.linalg.norm(np.diff(path, axis=0), axis=1) == pytest.approx(np.full(1999, way[1]), rel=1e-3)
    assert path[0] == pytest.approx(path[-1], abs=1e-9)
    for centre, radius in zip(([0, 0], [drive.distance, 0]), drive.radii, strict=True):
        assert np.linalg.norm(path - centre, axis=1).min() == pytest.approx(radius, abs=1e-4)
    turned, still = drive.places(0.2), drive.places(0.0)
    assert drive.places(2 * np.pi) == pytest.approx(np.roll(still, -first, axis=0), abs=1e-9)
    assert np.linalg.norm(turned - still, axis=1).max() <= 0.2 * drive.radii[0] + 1e-9


def test_wheels_and_chains_fit():
    """A wheel's rim is as long as its teeth are apart; rates are those of the teeth; short chains are refused."""
    outline = wheel(24, 0.33, 0.16)
    sizes = np.linalg.norm(outline, axis=1)
    assert (sizes.min() + sizes.max()) / 2 == pytest.approx(24 * 0.33 / (2 * np.pi))
    assert Drive(24, 8, 45, 0.33).ratio == 3
    with pytest.raises(ValueError, match="10 links do not go around"):
        _ = Drive(24, 8, 10, 0.33).distance


@settings(max_examples=30)
@given(arrays(float, (3, 3), elements=st.integers(-9, 9)))
def test_elimination_keeps_the_product(matrix):
    """A = L U at every moment, also between two steps; at the end both are triangular, as SciPy's are."""
    assume(all(abs(np.linalg.det(matrix[:size, :size])) > 0.5 for size in (1, 2, 3)))
    done = eliminate(matrix)
    for progress in np.linspace(0, 3, 13):
        lower, upper = done.at(progress)
        assert lower @ upper == pytest.approx(matrix, abs=1e-9)
    assert np.triu(done.lower[-1], 1) == pytest.approx(0) and np.tril(done.upper[-1], -1) == pytest.approx(0)
    assert [each.factor for each in done.clearings] == pytest.approx(done.lower[-1][[1, 2, 2], [0, 0, 1]].tolist())
    order, lower, upper = lu(matrix)
    if (order == np.eye(3)).all():
        assert done.lower[-1] == pytest.approx(lower) and done.upper[-1] == pytest.approx(upper)


def test_elimination_needs_pivots():
    with pytest.raises(ValueError, match="pivot 2 is zero"):
        eliminate([[1, 2, 3], [1, 2, 4], [0, 1, 1]])
    assert decimals_of(*eliminate([[2, 1, 1], [4, 3, 3], [8, 7, 9]]).upper) == 0


WEIGHTS = arrays(float, 9, elements=st.floats(-2, 2))


@settings(max_examples=30)
@given(WEIGHTS, arrays(float, 2, elements=st.floats(-2, 2)), st.floats(-2, 2))
def test_blame_is_the_slope_that_finite_differences_find(weights, inputs, target):
    """In every weight, every input, and in the output."""

    def loss(values):
        return ReadableNetwork(values[:6].reshape(3, 2), values[6:9]).run(values[9:], target).loss

    everything = np.concatenate([weights, inputs])
    done = ReadableNetwork(weights[:6].reshape(3, 2), weights[6:]).run(inputs, target)
    slopes = np.concatenate([done.on_first.ravel(), done.on_second, done.on_inputs])
    nudges = 1e-5 * np.eye(11)
    found = [(loss(everything + nudge) - loss(everything - nudge)) / 2e-5 for nudge in nudges]
    assert slopes == pytest.approx(np.array(found), abs=1e-6)
    assert done.on_hidden == pytest.approx(done.on_output * weights[6:])


def test_the_example_has_no_number_near_zero():
    done = EXAMPLE.run([1.5, 0.8], 1.0)
    numbers = [*done.hidden, done.output, done.loss, done.on_output, *done.on_hidden, *done.on_inputs]
    assert np.abs(numbers).min() > 0.1


def test_cells_grow_out_of_each_other():
    """At the start all are in one place and only the first is there; grown, each has its own and all are there."""
    shape = (2, 3, 4)
    start, full = np.zeros(3), np.array(shape) - 1.0
    assert np.ptp(places(shape, start).reshape(-1, 3), axis=0).tolist() == [0, 0, 0]
    assert presence(shape, start).sum() == 1 and presence(shape, start)[0, 0, 0] == 1
    assert (places(shape, full).reshape(-1, 3) == np.argwhere(np.ones(shape))).all()
    assert presence(shape, full).min() == 1
    assert places(shape, [0, 0, 2.5])[0, 0].tolist() == [[0, 0, 0], [0, 0, 1], [0, 0, 2], [0, 0, 2.5]]


def test_faces_fill_the_extent_and_are_painted_from_the_back():
    shape = (2, 3, 4)
    full = np.array(shape) - 1.0
    corners = np.array([faces(place, 1.0) for place in places(shape, full).reshape(-1, 3)]).reshape(-1, 2)
    assert np.ptp(corners, axis=0) == pytest.approx(extent(full))
    order = painting_order(shape)
    assert sorted(order) == sorted(np.ndindex(shape)) and order[-1] == (0, 0, 3) and order[0] == (1, 2, 0)
