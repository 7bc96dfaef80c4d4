"""The pieces of the loops are as large as their numbers say."""

import numpy as np
import pytest
from manim import ManimColor
from scipy import stats

from eigenreel.kit.batch_run import Track
from eigenreel.kit.cost_graph import AreaGraph
from eigenreel.kit.island_field import IslandField, LossFall
from eigenreel.kit.melting_density import MeanAndSpread, MeltingDensity
from eigenreel.kit.network_drawing import NetworkDrawing
from eigenreel.kit.pouring import Pouring
from eigenreel.kit.surprising_coins import SurprisingCoins
from eigenreel.kit.trait_crowd import TraitCrowd
from eigenreel.maths.families import binomial_chances, normal_density
from eigenreel.maths.information import coin_entropy
from eigenreel.maths.island_network import IslandNetwork, island
from eigenreel.maths.two_traits import TwoTraits

COLORS = ("#FF0000", "#00FF00", "#0000FF")


def area(points: np.ndarray) -> float:
    """Of the polygon through the ends of Bézier curves (4n, 3); of round outlines nearly the area."""
    x, y = points[::4, :2].T
    return abs(float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))) / 2


@pytest.mark.parametrize("heads", [8, 24, 32, 56])
def test_average_area_of_coins_is_the_entropy(heads):
    """At a chance of k in 64 there are k heads, and areas average to the entropy, with a bit's area as the unit."""
    coins = SurprisingCoins(8, 8, np.zeros(3), spacing=1.0, bit=0.3, heads="#FFFFFF", tails="#999999")
    coins.show(np.full(5, heads / 64))
    discs = [side.points.reshape(-1, 32, 3) for side in (coins.heads, coins.tails)]
    assert len(discs[0]) == heads
    areas = [area(disc) for side in discs for disc in side]
    bit = area(0.3 * coins.disc)
    assert np.mean(areas) / bit == pytest.approx(coin_entropy(heads / 64)[0], rel=1e-6)


def test_the_rare_side_does_not_touch():
    """Large coins are neighbours of small ones only, so that no two cross, at any chance."""
    coins = SurprisingCoins(8, 8, np.zeros(3), spacing=0.79, bit=0.27, heads="#FFFFFF", tails="#999999")
    for chance in np.linspace(0.03, 0.97, 48):
        coins.show(np.full(5, chance))
        middles, radii = [], []
        for side in (coins.heads, coins.tails):
            for disc in side.points.reshape(-1, 32, 3):
                middles.append((disc.min(axis=0) + disc.max(axis=0)) / 2)
                radii.append(np.ptp(disc[:, 1]) / 2)
        apart = np.linalg.norm(np.array(middles)[:, None] - np.array(middles)[None], axis=2)
        room = apart - np.add.outer(radii, radii)
        assert room[~np.eye(64, dtype=bool)].min() > 0


def test_the_glass_is_full():
    """Parts are as tall as their shares, one under the other, from the top of the glass to its bottom."""
    pouring = Pouring([2.0, 1.0, 0.1], COLORS, width=9.0, height=5.0).shift([1.0, 2.0, 0.0])
    shares = np.array([0.7, 0.2, 0.1])
    pouring.pour(shares)
    assert [part.height for part in pouring.parts] == pytest.approx(5 * shares)
    assert pouring.parts.get_top()[1] == pytest.approx(pouring.glass.get_top()[1])
    assert pouring.parts.get_bottom()[1] == pytest.approx(pouring.glass.get_bottom()[1])
    assert [number.source for number in pouring.shares] == ["0.700", "0.200", "0.100"]


def test_numbers_beside_the_glass_never_touch():
    pouring = Pouring([2.0, 1.0, 0.1], COLORS, width=9.0, height=4.6)
    for shares in ((1, 0, 0), (0, 1, 0), (0, 0, 1), (0.5, 0.0, 0.5), (0.02, 0.96, 0.02)):
        upper, middle, lower = pouring.pour(np.array(shares, float)).shares
        assert upper.get_bottom()[1] > middle.get_top()[1] and middle.get_bottom()[1] > lower.get_top()[1]
        assert (
            upper.get_top()[1] < pouring.get_top()[1] + 1e-9 and lower.get_bottom()[1] > pouring.get_bottom()[1] - 1e-9
        )


def test_bars_and_bells_have_one_area():
    """A bell that lies on the graph has the area 1; bars have their chances as heights."""
    density = MeltingDensity(12, unit=0.5, rise=8.0, ground=-1.0)
    density.draw(0.0, np.zeros(13), lambda x: normal_density(x, 6, 1.2))
    assert area(density.shape.points) == pytest.approx(0.5 * 8.0, rel=1e-3)
    chances = binomial_chances(12, 0.3)
    density.draw(1.0, chances, np.zeros_like)
    assert density.shape.height == pytest.approx(8.0 * chances.max())
    assert chances.max() == pytest.approx(stats.binom(12, 0.3).pmf(3))


def test_mean_and_spread():
    density = MeltingDensity(12, unit=0.5, rise=8.0)
    marks = MeanAndSpread(density, below=0.5).draw(4.0, 1.5)
    assert marks.span.get_start()[0] == pytest.approx(density.place(2.5, 0)[0])
    assert marks.span.get_end()[0] == pytest.approx(density.place(5.5, 0)[0])
    assert marks.fulcrum.get_top()[0] == pytest.approx(density.place(4.0, 0)[0], abs=1e-6)


def test_costs_are_areas():
    x = np.linspace(-5, 5, 201)
    graph = AreaGraph(x, unit=1.2, rise=3.0, ground=-1.0, color="#FFFF00", fill=0.5)
    graph.draw(normal_density(x, 0, 1))
    assert area(graph.shape.points) == pytest.approx(1.2 * 3.0, rel=1e-4)


def test_a_restricted_crowd():
    """Given B, those with B are all that is seen; nobody with B is lost, and A is as frequent as the chance says."""
    traits = TwoTraits(both=12, only_a=18, only_b=4, neither=46)
    crowd = TraitCrowd(
        traits, (8, 6.5), np.zeros(3), color_a="#FFFF00", color_rest="#0000FF", color_b="#FFFFFF", seed=6
    )
    for to_a, to_b, left, ringed in ((0, 0, (30, 50), 16), (0, 1, (12, 4), 16), (1, 0, (30, 0), 12)):
        crowd.stand(to_a, to_b)
        assert tuple((dots.radii > 0).sum() for dots in (crowd.dots_a, crowd.dots_rest)) == left
        assert (crowd.rings.radii > 0).sum() == ringed
        assert crowd.width <= 8.001 and crowd.height <= 6.501


def test_a_track():
    """The ball is where the steps say; the line reaches from what has been erased to the ball."""
    track = Track(np.array([[0, 0, 0], [1, 0, 0], [1, 2, 0]], float), "#FFFFFF").show(0.5, 2)
    assert track.ball.get_center() == pytest.approx([1, 2, 0])
    assert track.line.get_start() == pytest.approx([0.5, 0, 0]) and track.line.get_end() == pytest.approx([1, 2, 0])


def test_light_in_a_network():
    """It enters at the inputs, leaves at the outputs, and lies on the lines between; backwards the other way round."""
    drawing = NetworkDrawing((2, 3, 1), (4.0, 3.0), (0.0, 0.0, 0.0))
    middles = {}
    for back in (False, True):
        for along in (0.2, 0.8):
            drawing.shine(along, "#FFFFFF", back=back)
            middles[back, along] = drawing.light.get_center()[0]
    assert middles[False, 0.2] < middles[False, 0.8] and middles[True, 0.2] > middles[True, 0.8]
    for along in (0.0, 1.0):
        assert not drawing.shine(along, "#FFFFFF").light.has_points()


def test_thicker_lines_are_larger_weights():
    drawing = NetworkDrawing((2, 1), (4.0, 3.0), (0.0, 0.0, 0.0)).set_weights([np.array([[-2.0, 0.5]])])
    one, other = drawing.edges[0]
    assert one.get_stroke_width() > other.get_stroke_width() > 0


def test_the_boundary_is_where_chances_are_even():
    points, answers = island(26, seed=1)
    field = IslandField(points, answers, 4.0, 2.0, yes="#00FF00", no="#999999")
    network = IslandNetwork.of_chance((2, 3, 1), seed=3)
    field.draw_boundary(network.chances)
    corners = field.boundary.points[::4, :2]
    assert network.chances(corners * 2.0 / (4.0 / 2)) == pytest.approx(np.full(len(corners), 0.5), abs=0.01)
    assert ManimColor(field.yes.get_fill_color()).to_hex() == "#00FF00"


def test_the_loss_falls_on_its_own_scale():
    """The dot stands at the loss, as a share of the highest one; doubling the steps takes the same room each time."""
    fall = LossFall([1.0, 0.8, 0.6, 0.4], (4.0, 2.0)).show(3)
    right, first = fall.dot.get_center(), fall.show(1).dot.get_center()
    zero = fall.axes[1].get_start()
    assert right - zero == pytest.approx([4.0, 0.8, 0]) and first - zero == pytest.approx([2.0, 1.6, 0])
    assert fall.number.source == "1"
