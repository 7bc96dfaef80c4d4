"""Laws of courses: found from anywhere inside, and their scripts and scenes compared as sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from eigenreel.course import Course, built_in_root, find_course, half_course
from eigenreel.curriculum import read_curriculum
from eigenreel.errors import EigenreelError


@pytest.fixture
def course(tmp_path) -> Course:
    for key in ("algebra/lines", "algebra/planes", "chance/dice"):
        add(tmp_path, f"scenes/{key}.py")
        add(tmp_path, f"narration/en/{key}.md")
    return Course(tmp_path)


def add(root: Path, path: str, text: str = "") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def keys(course: Course) -> list[str]:
    return [ref.key for ref in course.lessons]


def test_a_course_is_found_from_any_folder_inside_it(course):
    for start in (course.root, course.root / "scenes" / "algebra", course.root / "narration" / "en"):
        assert find_course(start).root == course.root


def test_outside_of_any_course_the_built_in_one_is_found(tmp_path):
    found = find_course(tmp_path)
    assert found.root == built_in_root()
    assert found.title == "Mathematics for AI"


def test_the_nearest_course_wins(course):
    for folder in ("scenes", "narration"):
        (course.root / "inner" / folder).mkdir(parents=True)
    assert find_course(course.root / "inner").root == course.root / "inner"


def test_without_course_toml_lessons_are_ordered_by_key_and_named_after_the_folder(course):
    assert keys(course) == ["algebra/lines", "algebra/planes", "chance/dice"]
    assert course.title == course.root.name


def test_course_toml_orders_lessons_and_the_rest_come_after_by_key(course):
    add(
        course.root,
        "narration/course.toml",
        'title = "T"\norder = ["chance/dice", "not/there/yet", "algebra/planes"]\n',
    )
    assert keys(course) == ["chance/dice", "algebra/planes", "algebra/lines"]


def test_a_lesson_is_where_a_scene_and_a_script_share_a_key(course):
    add(course.root, "scenes/chance/cards.py")
    add(course.root, "narration/en/chance/coins.md")
    assert keys(course) == ["algebra/lines", "algebra/planes", "chance/dice"]
    assert [str(problem) for problem in course.problems()] == [
        f"{course.root}/scenes/chance/cards.py: no script; write {course.root}/narration/en/chance/cards.md",
        f"{course.root}/narration/en/chance/coins.md: no scene; write {course.root}/scenes/chance/coins.py",
    ]


LOOP = "class Dice:\n    def vignette(self):\n        pass\n"


def test_a_vignette_waits_for_its_script(course):
    """It is no lesson and no problem, and its loop is found; what has a film as well lacks its script."""
    add(course.root, "scenes/chance/coins.py", LOOP)
    both = add(course.root, "scenes/chance/cards.py", f"{LOOP}\n    def construct(self):\n        pass\n")
    add(course.root, "scenes/chance/urns.py")
    add(course.root, "scenes/chance/broken.py", "class")
    assert keys(course) == ["algebra/lines", "algebra/planes", "chance/dice"]
    assert [ref.key for ref in course.loops] == ["chance/cards", "chance/coins"]
    assert [problem.path.stem for problem in course.problems()] == ["broken", "cards", "urns"]
    assert course.loop("chance/cards").scene == both and course.loop("chance/dice") == course.lesson("chance/dice")
    with pytest.raises(EigenreelError, match=r"coins\.py: no script; write .*coins\.md; its loop .*: --vignette$"):
        course.lesson("chance/coins")
    with pytest.raises(EigenreelError, match=r"urns\.py: no script; write .*urns\.md$"):
        course.loop("chance/urns")


def test_vignettes_are_in_the_order_of_the_course(course):
    for name in ("a", "b"):
        add(course.root, f"scenes/chance/{name}.py", LOOP)
    add(course.root, "narration/course.toml", 'title = "T"\norder = ["chance/b", "chance/a"]\n')
    assert [ref.key for ref in course.loops] == ["chance/b", "chance/a"]


def test_helpers_begin_with_an_underscore(course):
    add(course.root, "scenes/_shared/arrows.py")
    add(course.root, "scenes/chance/_dots.py")
    assert course.problems() == ()


def test_links_to_files_and_folders_are_followed(course):
    """But not for ever, and not to what is not there."""
    for part in ("scenes", "narration/en"):
        (course.root / part / "linked").symlink_to(course.root / part / "algebra")
        (course.root / part / "chance" / "back").symlink_to(course.root / part)
    (course.root / "scenes" / "chance" / "cards.py").symlink_to("dice.py")
    (course.root / "narration" / "en" / "chance" / "cards.md").symlink_to("dice.md")
    (course.root / "narration" / "en" / "chance" / "coins.md").symlink_to("nowhere.md")
    add(course.root, "scenes/chance/coins.py")
    linked = {"linked/lines", "linked/planes", "chance/cards"}
    assert set(keys(course)) == {"algebra/lines", "algebra/planes", "chance/dice"} | linked
    assert [problem.path.name for problem in course.problems()] == ["coins.py"]


def test_an_unknown_lesson_names_the_nearest(course):
    with pytest.raises(EigenreelError, match=r"no lesson 'chance/dise' .*; perhaps you meant chance/dice\?"):
        course.lesson("chance/dise")


def test_half_a_lesson_says_which_half_is_missing(course):
    add(course.root, "scenes/chance/cards.py")
    with pytest.raises(EigenreelError, match=r"cards\.py: no script; write .*cards\.md"):
        course.lesson("chance/cards")


def test_a_scene_file_knows_its_lesson(course):
    scene = course.root / "scenes" / "chance" / "dice.py"
    assert course.lesson_at(scene).key == "chance/dice"
    assert course.lesson_of(add(course.root, "elsewhere.py")) is None
    with pytest.raises(EigenreelError, match="lies in a course's scenes folder"):
        course.lesson_at(course.root / "elsewhere.py")


def test_an_unknown_language_names_the_known_ones(course):
    add(course.root, "narration/de/algebra/lines.md")
    assert keys(find_course(course.root, "de")) == ["algebra/lines"]
    with pytest.raises(EigenreelError, match="no narration in 'fr' .*; it has: de, en"):
        find_course(course.root, "fr")


def test_a_lesson_may_be_borrowed_from_the_built_in_course(course):
    key = Course(built_in_root()).lessons[0].key
    add(course.root, "narration/course.toml", f'title = "T"\nborrow = ["{key}"]\n')
    borrowed = course.lesson(key)
    assert borrowed.scene.is_relative_to(built_in_root()) and borrowed.course is course
    own = add(course.root, f"narration/en/{key}.md")
    again = Course(course.root).lesson(key)
    assert (again.script, again.scene) == (own, borrowed.scene)
    assert Course(course.root).problems() == ()


def test_a_course_without_a_lexicon_uses_the_built_in_one(course):
    assert course.lexicon_path == built_in_root() / "narration" / "lexicon.toml"
    own = add(course.root, "narration/lexicon.toml")
    assert course.lexicon_path == own


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = T", r"course\.toml:1: not TOML \(.*\); mend the TOML there"),
        ("order = []", r"course\.toml: title: Field required; see the built-in course\.toml"),
        ('title = "T"\nodrer = []', r"course\.toml: odrer: Extra inputs are not permitted"),
    ],
)
def test_a_mistake_in_course_toml_is_one_line(tmp_path, text, message):
    with pytest.raises(EigenreelError, match=message) as caught:
        read_curriculum(add(tmp_path, "course.toml", text), "T")
    assert "\n" not in str(caught.value)


def test_course_toml_may_begin_with_a_byte_order_mark(tmp_path):
    assert read_curriculum(add(tmp_path, "course.toml", "\ufefftitle = 'T'\r\n"), "").title == "T"


def test_names_in_course_toml_are_compared_as_sets(course):
    text = 'title = "T"\norder = ["a/b", "a/b"]\n[[units]]\nnumber = "1"\ntitle = "U"\nlessons = ["a/c"]\n'
    text += '[[phases]]\nnumber = 1\ntitle = "P"\nparts = [7]\n'
    add(course.root, "narration/course.toml", text)
    assert [problem.what for problem in course.problems()] == [
        "order names 'a/b' 2 times",
        "unit 1 names 'a/c', which is not in order",
        "phase 1 names part 7",
    ]


def test_the_built_in_curriculum_agrees_with_itself():
    """Every lesson is in exactly one part of the long course, and every part but the opening in exactly one phase."""
    curriculum = Course(built_in_root()).curriculum
    assert list(curriculum.problems()) == []
    assert sorted(key for part in curriculum.parts for key in part.lessons) == sorted(curriculum.order)
    assert sorted(number for phase in curriculum.phases for number in phase.parts) == list(range(1, 19))


def test_every_scene_of_the_built_in_course_has_a_script_and_a_place():
    course = Course(built_in_root())
    assert course.problems() == ()
    assert {ref.key for ref in (*course.lessons, *course.loops)} <= set(course.curriculum.order)


def test_half_a_course_says_what_it_lacks(tmp_path):
    assert half_course(tmp_path) is None
    (tmp_path / "scenes").mkdir()
    lack = f"{tmp_path}: scenes/ without narration/ is no course; make the folder narration beside it"
    assert half_course(tmp_path) == lack
    (tmp_path / "narration").mkdir()
    assert half_course(tmp_path) is None


def test_songs_of_one_name_are_told_of(course):
    """A tune and a track would write over each other's results, and which one is meant cannot be known."""
    add(course.root, "narration/songs/arrows.abc")
    assert Course(course.root).song("arrows").path.name == "arrows.abc" and Course(course.root).problems() == ()
    track = add(course.root, "narration/songs/arrows.track.yaml")
    add(course.root, "narration/songs/lists.abc")
    said = f"{track}: arrows.abc has the same name; rename one of them"
    assert [str(problem) for problem in Course(course.root).problems()] == [said]
    with pytest.raises(EigenreelError) as told:
        Course(course.root).song("arrows")
    assert str(told.value) == said
    assert Course(course.root).song("lists").name == "lists"
