"""What the loops from chance to learning show is computed: their facts, and the numbers in their pictures."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special, stats

from eigenreel.scene_module import load_scene_module
from eigenreel.stage.scene_classes import lesson_class
from eigenreel.stage.staging import StageOptions, stage_lesson
from eigenreel.theme import Lettering
from lesson_frames import built_in_course


def lesson(key: str):
    scene = built_in_course().loop(key).scene
    return lesson_class(load_scene_module(scene), scene)


def facts(key: str, **parameters: object) -> dict[str, object]:
    return lesson(key).facts_for(parameters)


def lettered(key: str) -> list[set[str]]:
    """All type in every frame of a loop, at two frames a second."""
    seen: list[set[str]] = []

    def attend(scene, recorder):
        update = recorder.update_frame

        def updated(*args, **kwargs):
            parts = scene.get_mobject_family_members()
            seen.append({part.source for part in parts if isinstance(part, Lettering)})
            return update(*args, **kwargs)

        recorder.update_frame = updated

    stage_lesson(built_in_course().loop(key), StageOptions(160, 90, 2, part="vignette"), attend=attend)
    return seen


def test_softmax():
    """[2.0, 1.0, 0.1] become 0.659, 0.242, 0.099; the film begins and ends with them."""
    told = facts("deep_learning/softmax")
    assert [round(told[f"chance_{place}"], 3) for place in (1, 2, 3)] == [0.659, 0.242, 0.099]
    assert [told[f"hot_{place}"] for place in (1, 2, 3)] == pytest.approx(special.softmax(np.array([2, 1, 0.1]) / 5))
    frames = lettered("deep_learning/softmax")
    for frame in (frames[0], frames[-1]):
        assert {"2.0", "1.0", "0.1", "0.659", "0.242", "0.099", "1.00"} <= frame
    assert any({"0.964", "0.034", "0.002", "0.30"} <= frame for frame in frames)


def test_entropy():
    """A fair coin has one bit; one that is 97 to 3 has 0.19."""
    told = facts("information/entropy")
    assert told["fair"] == 1 and told["certain"] == pytest.approx(stats.bernoulli(0.97).entropy() / np.log(2))
    assert told["rare_bits"] == pytest.approx(-np.log2(0.03))
    frames = lettered("information/entropy")
    assert "1.00" in frames[0] & frames[-1]
    assert sum("0.19" in frame for frame in frames) >= 2


def test_divergence_is_not_symmetric():
    """The bell that is best in one direction is not in the other."""
    told = facts("information/cross_entropy_and_kl")
    assert told["covering_forward"] < told["choosing_forward"]
    assert told["choosing_reverse"] < told["covering_reverse"]
    frames = lettered("information/cross_entropy_and_kl")
    assert {f"{told['covering_forward']:.2f}", f"{told['covering_reverse']:.2f}"} <= frames[0]
    assert any({f"{told['choosing_forward']:.2f}", f"{told['choosing_reverse']:.2f}"} <= frame for frame in frames)


def test_conditional_probability():
    """Twelve of sixteen, and twelve of thirty: the same twelve people."""
    told = facts("probability/conditional_probability")
    assert (told["a_given_b"], told["b_given_a"]) == (12 / 16, 12 / 30)
    assert facts("probability/conditional_probability", only_b=12)["a_given_b"] == 0.5


def test_distributions():
    """The bell has the mean and the spread of the bars that it comes from; everywhere the area is 1."""
    told = facts("probability/distributions")
    coin = stats.binom(12, 0.3)
    assert (told["mean"], told["spread"]) == pytest.approx((coin.mean(), coin.std()))
    module = load_scene_module(built_in_course().loop("probability/distributions").scene)
    score = module.Score(0.3)
    for time in np.linspace(0, score.end, 40):
        shares, chance, mean, spread = score.at(time)
        assert sum(shares) == pytest.approx(1)
        if shares[0]:
            coin = stats.binom(12, chance)
            assert (mean, spread) == pytest.approx((coin.mean(), coin.std()))


def test_training():
    """The first turn of the wheel is one step, the second two; the loss really falls."""
    told = facts("deep_learning/training_loop")
    assert told["steps"] == 127
    assert told["loss_first"] > told["loss_second"] > told["loss_last"] > 0
    module = load_scene_module(built_in_course().loop("deep_learning/training_loop").scene)
    assert [module.steps_after(turns) for turns in range(8)] == [2**turns - 1 for turns in range(8)]
    steps = [module.steps_after(turns) for turns in np.linspace(0, 7, 500)]
    assert (np.diff(steps) >= 0).all()
    frames = lettered("deep_learning/training_loop")
    assert "0" in frames[0] & frames[-1] and any("127" in frame for frame in frames)


def test_stochastic_descent_shows_three_batches():
    """All dots, some, and one are alight: as many as the batch has samples."""
    module = load_scene_module(built_in_course().loop("optimization/stochastic_gradient_descent").scene)
    samples = module.LineSamples.simulated(module.SAMPLES, **module.LINE)
    for size in (64, 8, 1):
        run = module.descend_by_batches(samples, module.START, size=size, rate=0.22, steps=module.STEPS, seed=0)
        grid = module.BatchGrid(run.batches, 64, 8, "#FFFFFF", 0.25).show(3.9)
        assert (grid.lit.radii > 0.99 * grid.radius).sum() == size
