"""Every rule finds the fault in a lesson that has it, and nothing in one that has not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from course_folder import write_lesson
from eigenreel.check import check_lesson
from eigenreel.check.caption_speed import caption_speed
from eigenreel.check.gather import gather
from eigenreel.check.rules import RULES
from eigenreel.check.speech_rate import speech_rate
from eigenreel.course import find_course
from eigenreel.errors import EigenreelError

SAY = {"one": "This is a sentence of a reasonable length for a test, and it says very little."}
CLEAN = """
word = Prose("A calm word")
with self.beat("one") as words:
    self.play(FadeIn(word))
"""


def shows(*lines, play="FadeIn(word)"):
    """A construct that makes things and then shows them."""
    made = "\n".join(lines)
    return f'{made}\nwith self.beat("one"):\n    self.play({play})\n'


def findings(tmp_path, beats=SAY, construct=CLEAN, **more):
    write_lesson(tmp_path, "test/lesson", beats, construct, **more)
    return check_lesson(find_course(tmp_path).lesson("test/lesson"), voice="silent")


def rules_of(found):
    return {finding.rule for finding in found}


def flashes(light, times=5):
    return f"""
light = {light}
with self.beat("one"):
    for _ in range({times}):
        self.add(light)
        self.wait(0.1)
        self.remove(light)
        self.wait(0.1)
"""


def fault(**changes):
    """What makes a lesson faulty: arguments of ``findings``."""
    return changes


FAULTY = {
    "margins": [
        fault(construct=shows('word = Prose("A calm word").to_edge(LEFT, buff=0.1)')),
        fault(construct=shows('word = Prose("A calm word").to_edge(DOWN, buff=0.2)')),
        fault(construct=shows('word = Number(12.5, ".1f").to_edge(UP, buff=0.2)')),
        # The camera has moved, and the text with it.
        fault(construct=CLEAN + "    self.move_camera(frame_center=6 * RIGHT)\n"),
    ],
    "overlap": [
        fault(construct=CLEAN + '    self.play(FadeIn(Prose("Another one").shift(0.1 * UP)))\n'),
        fault(construct=CLEAN + '    self.play(FadeIn(Number(3.14, ".2f")))\n'),
        # Playing a part takes the formula apart: its letters are on the scene one by one.
        fault(
            construct=shows(
                'formula = Formula("a + b = c")',
                'word = VGroup(formula, Prose("under it").shift(DOWN))',
                play="FadeIn(formula)",
            )
            + '    self.play(formula["b"].animate.set_color(YELLOW))\n'
            + '    self.play(FadeIn(Prose("upon it")))\n'
        ),
        # A copy of a part was never a text of its own.
        fault(
            construct=shows('formula = Formula("a + b = c").shift(2 * UP)', play="FadeIn(formula)")
            + '    self.play(formula["a"].copy().animate.move_to(ORIGIN))\n'
            + '    self.play(FadeIn(Prose("xxxx")))\n'
        ),
        # Both come, stand for two seconds and go within one play.
        fault(
            construct=shows(
                'one, two = Prose("A calm word"), Prose("Another one").shift(0.1 * UP)',
                "both = AnimationGroup(FadeIn(one), FadeIn(two))",
                play="Succession(both, Wait(2), AnimationGroup(FadeOut(one), FadeOut(two)))",
            )
        ),
        # Flat on the frame, while the camera looks at space from the side.
        fault(
            construct="""
            one, two = Prose("A calm word"), Prose("Another one").shift(0.1 * UP)
            self.set_camera_orientation(phi=1.2, theta=0.5)
            self.camera.add_fixed_in_frame_mobjects(one, two)
            with self.beat("one"):
                self.play(FadeIn(one), FadeIn(two))
            """
        ),
    ],
    "legibility": [
        fault(construct=shows('word = Prose("A calm word").scale(0.3)')),
        fault(construct=shows('word = Number(12.5, ".1f").scale(0.3)')),
        # The camera steps back.
        fault(construct=CLEAN + "    self.move_camera(zoom=0.35)\n"),
    ],
    "contrast": [
        fault(construct=shows('word = Prose("A calm word").set_color("#3a3a3a")')),
        fault(construct=shows('word = Prose("A calm word").set_opacity(0.3)')),
        fault(construct=shows('word = Number(12.5, ".1f", color="#3a3a3a")')),
        # White on white, which no picture shows.
        fault(construct=shows('word = VGroup(Square(4).set_fill(WHITE, 1), Prose("A calm word"))')),
        # One letter of many lies on a disc.
        fault(
            construct=shows(
                'text = Prose("A calm word that is long")',
                "disc = Circle(0.3).set_fill(WHITE, 1).move_to(text[0])",
                "word = VGroup(disc, text)",
            )
        ),
        # Something dark and transparent lies on it.
        fault(construct=CLEAN + "    self.play(FadeIn(Rectangle(width=9, height=5).set_fill(BLACK, 0.8)))\n"),
    ],
    "stillness": [
        fault(beats={"one": SAY["one"] + " [pause 2.5] " + SAY["one"] + " " + SAY["one"]}),
        # What moves is hidden.
        fault(
            beats={"one": " ".join([SAY["one"]] * 3)},
            construct=CLEAN
            + "    wall, ball = Square(2).set_fill(BLUE, 1), Dot().shift(0.2 * LEFT)\n"
            + "    VGroup(wall, ball).shift(2 * UP)\n"
            + "    self.add(ball, wall)\n    self.play(ball.animate.shift(0.4 * RIGHT), run_time=words.remaining)\n",
        ),
    ],
    "silence": [fault(construct=CLEAN + "    self.play(word.animate.shift(UP), run_time=9)\n")],
    "flashing": [
        fault(construct=flashes("Rectangle(width=16, height=9, stroke_width=0).set_fill(WHITE, 1)")),
        # A tenth of the frame, in a corner: within a viewer's ten degrees it is enough.
        fault(construct=flashes("Square(3, stroke_width=0).set_fill(WHITE, 1).to_corner(UR)")),
    ],
    "lateness": [
        fault(
            beats={"one": "A [@soon] " + SAY["one"]},
            construct=f"""
            word = Prose("A calm word")
            with self.beat("one") as words:
                self.play(FadeIn(word), run_time={seconds})
                self.wait_until("soon")
            """,
        )
        for seconds in (3, 1)
    ],
    "beats": [
        fault(construct=CLEAN + 'if False:\n    with self.beat("two"):\n        self.wait()\n'),
        fault(beats=SAY | {"two": "It is never told."}),
    ],
    "numbers": [
        fault(
            beats={"one": "The share of them all is then 16.1 percent, as they say in such a sentence."},
            facts="return {'share': 0.1610}",
        ),
        # A share, as if it were a percentage: "0.16 percent".
        fault(
            beats={"one": "The share of them all is then {share} percent, as they say in such a sentence."},
            facts="return {'share': 0.1610}",
        ),
        fault(
            beats={"one": "The share of them all is then {share:.1%}, as they say in such a sentence."},
            facts="return {'share': 16.1}",
        ),
        fault(
            beats={"one": "The share of them all is then {share} percent, as they say in such a sentence."},
            facts="return {'share': '16.1%'}",
        ),
        # True once, before a parameter changed.
        fault(
            beats={"one": "The share of them all is then 16.3%, as they say in such a sentence."},
            facts="return {'share': 0.1610}",
        ),
        fault(
            beats={"one": "The share of them all is then {share}, as they say in such a sentence."},
            facts="return {'share': 1 / 7}",
        ),
    ],
}
CASES = [pytest.param(rule, case, id=f"{rule}-{n}") for rule, cases in FAULTY.items() for n, case in enumerate(cases)]


@pytest.mark.parametrize(("rule", "changes"), CASES)
def test_a_lesson_with_the_fault_is_found_out(tmp_path, rule, changes):
    found = findings(tmp_path, **changes)
    assert rule in rules_of(found)
    first = next(each for each in found if each.rule == rule)
    assert first.lesson == "test/lesson" and first.beat and first.message and first.remedy


FAULTLESS = {
    "a word": CLEAN,
    "text on a dark backdrop over something bright": shows(
        "wall = Square(4).set_fill(WHITE, 1)",
        'text = Prose("A calm word")',
        "word = VGroup(wall, BackgroundRectangle(text, fill_opacity=0.9, buff=0.1), text)",
    ),
    "black text on white": shows('word = VGroup(Square(4).set_fill(WHITE, 1), Prose("A calm word", color=BLACK))'),
    "one text goes while the other comes in its place": CLEAN
    + '    other = Prose("Another one")\n'
    + "    self.play(FadeOut(word), FadeIn(other), run_time=2)\n",
    "text that is covered lies on nothing": shows(
        'under, over = Prose("A calm word"), Prose("On top")',
        "word = VGroup(under, Square(4).set_fill(BLUE_E, 1), over)",
    ),
    "text outside the frame": CLEAN + "    self.play(word.animate.shift(12 * LEFT))\n",
    "a formula that was taken apart": shows('word = Formula("sqrt(a + b) = hat(c)")')
    + '    self.play(word["b"].animate.set_color(YELLOW))\n    self.play(Indicate(word["a"]))\n',
    "a formula that became another": shows('word = Formula("a + b = c")')
    + '    self.play(MorphFormula(word, Formula("a = c - b")))\n',
    "a number that counts": shows('word = Number(1, ".0f")') + "    self.play(word.animate.set_value(95))\n",
    "flat text before a view of space": """
        word = Prose("A calm word").to_corner(UL)
        self.set_camera_orientation(phi=1.2, theta=0.5)
        self.camera.add_fixed_in_frame_mobjects(word)
        with self.beat("one"):
            self.play(FadeIn(word), Create(Sphere(resolution=(4, 4))))
        """,
    "three flashes": flashes("Rectangle(width=16, height=9, stroke_width=0).set_fill(WHITE, 1)", times=3),
    "a small light that blinks": flashes("Dot(radius=0.3)"),
    "a beat whose name is computed": CLEAN.replace('"one"', '"".join(["o", "ne"])'),
}


@pytest.mark.parametrize("construct", FAULTLESS.values(), ids=FAULTLESS)
def test_a_lesson_without_faults_passes_every_rule(tmp_path, construct):
    assert findings(tmp_path, construct=construct) == []


def test_a_scene_that_is_no_python_is_told_at_its_line(tmp_path):
    """Its beats cannot be read off it, so nothing is said of them."""
    with pytest.raises(EigenreelError, match=r"lesson\.py:\d+: SyntaxError: .*; mend the scene file$"):
        findings(tmp_path, construct=CLEAN + "    self.play(\n")


def test_a_scene_file_is_read_as_python_reads_it(tmp_path):
    """With a byte-order mark, or in an encoding that it names."""
    write_lesson(tmp_path, "test/lesson", SAY, CLEAN)
    ref = find_course(tmp_path).lesson("test/lesson")
    source = ref.scene.read_text(encoding="utf-8")
    for data in (source.encode("utf-8-sig"), f"# -*- coding: latin-1 -*-\n# ä\n{source}".encode("latin-1")):
        ref.scene.write_bytes(data)
        assert check_lesson(ref, voice="silent") == []


def test_numbers_that_are_none_of_the_lessons_pass(tmp_path):
    """One digit, a year, a fact with its unit; a wrong answer of the quiz is never looked at."""
    beats = {"one": "In 1763, 2 found that {share:.1%} of 3 things, {kilos:.0f} kilograms, were theirs."}
    assert findings(tmp_path, beats=beats, facts="return {'share': 0.161, 'kilos': 12.0}") == []


def test_numbers_in_study_material_are_facts_too(tmp_path):
    write_lesson(tmp_path, "test/lesson", SAY, CLEAN, facts="return {'share': 0.161}")
    script = tmp_path / "narration" / "en" / "test" / "lesson.md"
    card = "flashcards:\n- {front: How many, back: About 16.1%, difficulty: easy, beat: one}\n"
    script.write_text(script.read_text().replace("audience: tests\n", f"audience: tests\n{card}"))
    (found,) = check_lesson(find_course(tmp_path).lesson("test/lesson"), voice="silent")
    assert (found.rule, found.beat, found.object) == ("numbers", "one", "16.1%")


@pytest.mark.parametrize("rule", [speech_rate, caption_speed])
def test_speech_that_rushes_is_found_out(tmp_path, rule):
    """The silent voice never rushes, so these rules are proved on its words at three times the speed."""
    write_lesson(tmp_path, "test/lesson", {"one": " ".join([SAY["one"]] * 3)}, CLEAN)
    evidence = gather(find_course(tmp_path).lesson("test/lesson"), voice="silent", settings={})
    assert not list(rule(evidence))
    assert {finding.rule for finding in rule(hurried(evidence, 3))} == {rule.__name__}


def hurried(evidence, factor):
    """The same evidence, with every word said in a fraction of its time and the film that much shorter."""
    timeline = evidence.timeline
    beats = tuple(
        replace(
            beat,
            end=beat.end // factor,
            words=tuple(replace(word, start=word.start / factor, end=word.end / factor) for word in beat.words),
        )
        for beat in timeline.beats
    )
    return replace(evidence, timeline=replace(timeline, frames=timeline.frames // factor, beats=beats))


def test_every_rule_is_proved_here():
    """No rule without a scene that breaks it."""
    assert {rule.__name__ for rule in RULES} == {*FAULTY, "speech_rate", "caption_speed"}


def test_watching_changes_nothing(tmp_path):
    """A lesson under the eyes of the rules has the frames that it has alone."""
    from eigenreel.stage.staging import StageOptions, stage_lesson

    write_lesson(tmp_path, "test/lesson", SAY, FAULTY["overlap"][4]["construct"])
    ref = find_course(tmp_path).lesson("test/lesson")
    alone = stage_lesson(ref, StageOptions(854, 480, 15, voice="silent")).recording
    watched = gather(ref, voice="silent", settings={}).recording

    def frames(recording):
        return [(tuple(recording.items[number] for number in run.items), run.repeat) for run in recording.runs]

    assert frames(alone) == frames(watched)
