"""A lesson's loop needs no script: it may be there before the words are."""

from __future__ import annotations

from course_folder import write_lesson
from eigenreel.course import LessonRef, find_course
from eigenreel.stage.staging import StageOptions, stage_lesson

LOOP = """
def vignette(self):
    dot = Dot(self.facts()["place"] * RIGHT)
    self.play(dot.animate(rate_func=there_and_back).shift(UP), run_time=1)
"""


def loop(root, **more):
    course = find_course(root)
    key = "chance/two_dice"
    ref = LessonRef(key, course.scene_path(key), course.script_path(key), course)
    return stage_lesson(ref, StageOptions(160, 90, 10, part="vignette", voice="nobody", **more))


def test_a_loop_needs_neither_script_nor_voice(tmp_path):
    facts = 'return {"place": self.place}'
    place = 'place = Parameter(1.0, "where the dot is", (0.0, 3.0))'
    write_lesson(tmp_path, "chance/two_dice", {"one": "A dot."}, "pass", facts=facts, attributes=place, methods=LOOP)
    told, (other, moved) = loop(tmp_path), (loop(tmp_path, parameters={"place": text}) for text in ("1", "2"))
    assert told.recording == other.recording != moved.recording
    find_course(tmp_path).script_path("chance/two_dice").unlink()
    untold = loop(tmp_path)
    assert untold.recording == told.recording and untold.recording.frames == 10
    assert (told.telling.study.title, untold.telling.study.title) == ("Two Dice", "Two dice")
    assert told.clips == untold.clips == ()


def test_a_loop_without_a_script_is_named_by_its_scene(tmp_path):
    write_lesson(
        tmp_path, "chance/two_dice", {"one": "A dot."}, "pass", methods=LOOP.replace('["place"]', '.get("place", 0)')
    )
    course = find_course(tmp_path)
    course.script_path("chance/two_dice").unlink()
    scene = course.scene_path("chance/two_dice")
    scene.write_text('"""Dice: what two of them show."""\n' + scene.read_text())
    assert loop(tmp_path).telling.study.title == "Dice"
