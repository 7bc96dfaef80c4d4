"""A song's film, staged: what is seen of the words, frame by frame, and what is said where it cannot be staged."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from short_songs import song

from course_folder import write_lesson
from eigenreel import theme
from eigenreel.course import SongRef, built_in_root, find_course
from eigenreel.errors import EigenreelError
from eigenreel.sound.song.score import Recording
from eigenreel.sound.song.times import score_times
from eigenreel.stage.moved import STEPS_PER_PIXEL
from eigenreel.stage.song_credits import credits_of
from eigenreel.stage.song_film import cast_song, read_sung_song, stage_song, vignettes_of
from eigenreel.stage.song_looks import look_of, rgb
from eigenreel.stage.song_plan import plan_passage, plan_song, timed_lines
from eigenreel.stage.song_timeline import timeline_of
from eigenreel.stage.staging import StageOptions

WIDTH, HEIGHT, FPS = 320, 180, 20
LONGEST = " ".join(["sev-er-al words"] * 9)
"""A line of two rows."""

LOOP = """
def vignette(self):
    dot = Dot(2 * LEFT, color={color}, radius=0.5)
    self.play(dot.animate(rate_func=there_and_back).shift(4 * RIGHT), run_time=2)
"""


@pytest.fixture(scope="module")
def ref(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    for name, color in (("one", "RED"), ("two", "BLUE")):
        write_lesson(root, f"a/{name}", {"one": "A dot."}, "pass", methods=LOOP.format(color=color))
    return SongRef("short", root / "narration" / "songs" / "short.abc", find_course(root))


def drawn(ref, plan, options):
    return stage_song(cast_song(ref, plan.score.lines, options), plan, options)


@pytest.fixture(scope="module")
def film(ref):
    verse = [(4, "a vec-tor is an ar-row", "a/one"), (9, LONGEST, "a/one"), (26, "down we go", "a/two")]
    score = song(("Verse 1", "disco", (4, 4), 9, verse), ("End", "flamenco", (7, 8), 3, [(2, "we ar-rive", "a/two")]))
    plan = plan_song(score, timed_lines(score, score_times(score)))
    staged, scene = drawn(ref, plan, StageOptions(WIDTH, HEIGHT, FPS))
    return plan, staged.recording, scene


def colours(film, number, frame):
    """Of the glyphs of a line: for each syllable the colours of its left and its right end."""
    scene = film[2]
    sheet, time = scene._lyrics._sheets[number], frame / FPS
    items = [scene.renderer.ledger.items[each] for each in sheet.text(time)[2]]
    glyphs = dict(zip([glyph for part in sheet._glyphs for glyph in part], items, strict=True))
    return [
        [glyphs[end].fill.rgbas[side][:3] for end, side in ((part[0], 0), (part[-1], -1))] for part in sheet._glyphs
    ]


@pytest.mark.parametrize("number", range(4))
def test_a_syllable_is_lit_exactly_while_it_is_sung(film, number):
    plan, recording, _ = film
    sung = plan.lines[number]
    accent = rgb(look_of(plan.score.sections[sung.section].style).accent)
    for frame in range(int(sung.waits * FPS) + 1, min(int(sung.goes * FPS), recording.frames - 1)):
        time = frame / FPS
        for (start, end), (left, right) in zip(sung.syllables, colours(film, number, frame), strict=True):
            if time < start:
                assert left == right != accent and max(left) < 0.8
            elif start + 0.3 * (end - start) < time < end - 0.05 * (end - start):
                assert left == accent
                assert right != accent or time > start + 0.5 * (end - start)
            elif time > end + 0.35:
                assert left == right == rgb(theme.TEXT)


def test_the_next_line_is_seen_before_it_is_sung(film):
    plan, _, scene = film
    for sung in plan.lines:
        labels = {label for label, *_ in scene.texts(sung.rises - 0.02)}
        assert sung.line.text in labels
        assert scene._lyrics.items(sung.start) and sung.line.text not in {
            label for label, *_ in scene._lyrics.texts(sung.goes + 0.3)
        }


def test_no_type_leaves_the_stage(film):
    _, recording, scene = film
    across = WIDTH / theme.FRAME_WIDTH
    left, right = (WIDTH / 2 + edge * across for edge in (theme.STAGE.left, theme.STAGE.right))
    bottom = HEIGHT / 2 - theme.STAGE.bottom * HEIGHT / theme.FRAME_HEIGHT
    for frame in range(0, recording.frames, 5):
        for *_, numbers in scene.texts(frame / FPS):
            for number in numbers:
                points = np.frombuffer(scene.renderer.ledger.items[number].points, np.int32).reshape(-1, 2)
                pixels = points / STEPS_PER_PIXEL
                assert left - 0.5 <= pixels[:, 0].min() and pixels[:, 0].max() <= right + 0.5
                assert pixels[:, 1].max() <= bottom + 0.5


@pytest.mark.parametrize("size", [(144, 320), (180, 320), (240, 240), (320, 240), (426, 240), (400, 160)], ids=str)
def test_in_a_frame_of_any_shape_nothing_is_lost_and_no_type_lies_on_other_type(ref, size):
    """Words, names and signs are within the margins, beside each other, and the vignette is over them."""
    verse = [(4, "a vec-tor is an ar-row", "a/one"), (9, LONGEST, "a/one")]
    score = song(("A verse whose name is long", "barbershop", (12, 8), 4, verse))
    plan = plan_song(score, timed_lines(score, score_times(score)))
    width, height = size
    _, scene = drawn(ref, plan, StageOptions(width, height, 5))
    margin = (theme.MARGIN - 0.02) * width / theme.FRAME_WIDTH
    foot = height - height * theme.CAPTION_ZONE / theme.FRAME_HEIGHT + 0.5
    for time in (2.5, *(sung.rises - 0.01 for sung in plan.lines), plan.lines[1].end, plan.duration - 1):
        boxes = boxes_at(scene, time)
        for left, top, right, bottom in boxes:
            assert margin <= left < right <= width - margin and 0 <= top < bottom <= foot
        for (left, top, right, bottom), (x0, y0, x1, y1) in combinations(boxes, 2):
            assert right <= x0 or x1 <= left or bottom <= y0 or y1 <= top
    screen = scene.matter.layout.screen(width, height)
    assert screen.x >= 0 and screen.x + screen.width <= width and screen.y >= 0
    assert screen.width > width / 3 and screen.width / screen.height == pytest.approx(16 / 9, rel=0.02)


@pytest.mark.parametrize(
    ("title", "beats"), [("Arrows", True), ("Arrows that were made by somebody at home " * 2, False)]
)
def test_signs_of_the_beats_wait_for_a_title_that_would_cross_them(ref, title, beats):
    score = song(("Verse 1", "disco", (4, 4), 4, [(8, "a vec-tor", "a/one")]))
    score = replace(score, title=title.strip())
    plan = plan_song(score, timed_lines(score, score_times(score)))
    _, scene = drawn(ref, plan, StageOptions(WIDTH, HEIGHT, 5))
    time = (plan.title[0] + plan.title[1]) / 2
    assert scene.matter.layout.has_frieze and title.strip() in [text for text, *_ in scene.texts(time)]
    assert (scene._beating(time) > 0) == beats
    assert scene._beating(plan.title[1] + 2) > 0


def boxes_at(scene, time):
    """(left, top, right, bottom) in pixels of each piece of type, and of each frieze or the row of signs."""
    signs = scene._beats.items(time, scene._beating(time))
    sides = (signs[::2], signs[1::2]) if scene.matter.layout.has_frieze else (signs,)
    groups = [*(numbers for *_, numbers in scene.texts(time)), *sides]
    return [box_of(scene, numbers) for numbers in groups if numbers]


def box_of(scene, numbers):
    items = (scene.renderer.ledger.items[number] for number in numbers)
    pixels = np.concatenate([np.frombuffer(item.points, np.int32).reshape(-1, 2) for item in items]) / STEPS_PER_PIXEL
    return (*pixels.min(axis=0), *pixels.max(axis=0))


def test_a_frame_without_room_for_words_is_refused_before_anything_is_drawn(ref):
    score = song(("Verse", "disco", (4, 4), 3, [(0, "a vec-tor", "a/one")]))
    for width, height in ((300, 100), (100, 300)):
        with pytest.raises(EigenreelError, match=f"film of {width}x{height} has no room for its words; choose a size"):
            cast_song(ref, score.lines, StageOptions(width, height, 5))


def test_a_line_that_cannot_be_set_is_said_with_its_place(ref):
    score = song(("Verse", "disco", (4, 4), 3, [(0, "a snow-☃man", "a/one")]))
    with pytest.raises(EigenreelError, match=r"short.abc:7: line 'a snow☃man'.* has no '☃'"):
        cast_song(ref, score.lines, StageOptions(WIDTH, HEIGHT, 5))


def test_a_wide_line_stands_on_two_rows_and_waits_on_one(film):
    plan, _, scene = film
    sung = plan.lines[1]

    def rows(time):
        (text,) = [text for text in scene.texts(time) if text[0] == sung.line.text]
        tops = [np.frombuffer(scene.renderer.ledger.items[each].points, np.int32)[1::2].max() for each in text[2]]
        return (max(tops) - min(tops)) / STEPS_PER_PIXEL / HEIGHT * theme.FRAME_HEIGHT

    assert rows(sung.rises - 0.05) < 0.4 < rows((sung.start + sung.end) / 2)


def test_nothing_moves_where_nothing_changes(film):
    """The credits stand in one run of frames."""
    plan, recording, _ = film
    assert recording.runs[-1].repeat > 2 * FPS
    assert recording.frames == round(plan.duration * FPS)


def test_the_timeline_has_the_sections_and_every_word(film):
    plan, recording, _ = film
    timeline = timeline_of(plan, "songs/short", "en", FPS, recording.frames)
    assert [title for title, *_ in timeline.chapters] == ["Verse 1", "End"]
    assert [beat.name for beat in timeline.beats] == [
        "title", "verse_1_1", "verse_1_2", "verse_1_3", "end_1", "credits",
    ]  # fmt: skip
    assert [word.text for word in timeline.words][:5] == ["a", "vector", "is", "an", "arrow"]
    assert timeline.words[1].start == pytest.approx(plan.lines[0].syllables[1][0])


def test_the_same_song_gives_the_same_frames(ref):
    score = song(("Verse 1", "disco", (4, 4), 3, [(0, "a vec-tor", "a/one")]))
    plan = plan_passage(score, timed_lines(score, score_times(score)))
    one, other = (drawn(ref, plan, StageOptions(160, 90, 5))[0] for _ in range(2))
    assert one.recording == other.recording


def test_a_line_without_a_vignette_is_said_before_anything_is_drawn(ref):
    score = song(("Verse", "disco", (4, 4), 3, [(0, "no one", "a/on")]))
    with pytest.raises(EigenreelError, match=r"short.abc:7: 'no one' belongs to the lesson 'a/on', which has no scene"):
        vignettes_of(ref, tuple(score.lines))
    write_lesson(ref.course.root, "a/plain", {"one": "Nothing."}, "pass")
    score = song(("Verse", "disco", (4, 4), 3, [(0, "no one", "a/plain")]))
    with pytest.raises(EigenreelError, match=r"'a/plain', which has no vignette; write a method vignette\(self\)"):
        vignettes_of(SongRef("short", ref.path, find_course(ref.course.root)), tuple(score.lines))


def test_a_song_may_use_built_in_vignettes(ref):
    score = song(("Verse", "disco", (4, 4), 3, [(0, "no one", "linear_algebra/vectors")]))
    (lesson,) = vignettes_of(ref, tuple(score.lines)).values()
    assert lesson.course.root != ref.course.root


def test_a_song_without_words_has_no_film(tmp_path):
    path = tmp_path / "hum.abc"
    front = '---\ntitle: Hum\nunit: "1"\nstyles: {Intro: disco}\n---\n\n'
    path.write_text(front + 'X:1\nT:Hum\nM:4/4\nL:1/8\nQ:1/4=112\nK:C\nP:Intro\n"C"Z2 |\n')
    with pytest.raises(EigenreelError, match="hum.abc: no line is sung, so there is nothing to show"):
        read_sung_song(SongRef("hum", path, find_course(tmp_path)))


def test_the_credits_name_who_wrote_the_song_and_who_drew_its_pictures(ref):
    """Those of the course, unless the song's file names others or its vignettes are another course's."""
    score = song(("Verse", "disco", (4, 4), 3, [(0, "no one", "a/one")]))
    built_in = find_course(built_in_root())
    words, *_ = credits_of(ref, score, [ref.course], None)
    assert words == ("Words, music and pictures", f"the authors of {ref.course.title}")
    made = credits_of(ref, replace(score, authors=("Ada", "Béla")), [built_in, built_in], Path("big.sf2"))
    assert made[:2] == (("Words and music", "Ada, Béla"), ("Pictures", "the authors of Mathematics for AI"))
    assert ("Instruments", "the soundfont big") in made
    own = SongRef("own", ref.path.with_name("own.track.yaml"), ref.course)
    voice = Recording("me.wav", score.sections[0].name, instead_of=("lead",), through=score.sections[-1].name)
    recorded = replace(score, recordings=(voice,), harmony=())
    assert [what for what, _ in credits_of(ref, recorded, [ref.course], None)][:2] == [
        "Words, music, recordings and pictures", "Instruments",
    ]  # fmt: skip
    assert [what for what, _ in credits_of(own, score, [ref.course], None)] == ["Pictures", "Made with"]
