"""The ring that looks for you begins and ends at somebody, visits both groups, and leaves nothing behind."""

import numpy as np
import pytest
from manim import Scene, tempconfig

from eigenreel.kit.crowd_share import STOPS, CrowdShare

FOUND = np.array([[-3.0, 0.5 * row, 0] for row in range(4)])
ALARMS = np.array([[0.5 * column, 0.5 * row, 0] for column in range(5) for row in range(4)])
PLACES = {"found": (FOUND, 0.2), "alarms": (ALARMS, 0.2)}


@pytest.fixture
def share():
    return CrowdShare(PLACES, "4", "20", "24", "16.7%", 5, (0, 3, 0))


def visited(looking):
    """Where the ring is whenever it rests: (STOPS, 2), in whole thousandths."""
    ring, places = looking.mobject, []
    for stop in range(STOPS):
        looking.interpolate(stop / (STOPS - 1))
        places.append(ring.get_center()[:2].round(3).tolist())
    return places


def test_ring_rests_at_people_of_both_groups(share):
    """Each time at another one, and the ill are not passed over."""
    places = visited(share.look_for_you(PLACES))
    people = [centre[:2].round(3).tolist() for centre in (*FOUND, *ALARMS)]
    assert all(place in people for place in places) and len({tuple(place) for place in places}) == STOPS
    assert any(place[0] == -3 for place in places) and any(place[0] >= 0 for place in places)


def test_ring_comes_and_goes(share):
    """It is invisible at both ends, bright between, and gone from the scene when it is over."""
    looking = share.look_for_you(PLACES, run_time=0.2)
    seen = []
    for moment in (0, 0.5, 1):
        looking.interpolate(moment)
        seen.append(looking.mobject.get_stroke_opacity())
    assert seen == pytest.approx([0, 1, 0])
    with tempconfig({"dry_run": True, "frame_rate": 5, "pixel_width": 64, "pixel_height": 36}):
        scene = Scene()
        scene.play(share.look_for_you(PLACES, run_time=0.4))
        assert scene.mobjects == []
