"""Somebody's own track: its lines are put in time, corrected, and become a lyric film."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import numpy as np
import pytest
from command import STOPPED, rendered, started, within
from scipy.io import wavfile

from course_folder import write_lesson
from eigenreel.film.pool import Pool
from eigenreel.sound.song.takes import spoken_words, take_line
from eigenreel.sound.track import listening
from eigenreel.sound.track.project import parse_project, read_project
from eigenreel.words.lexicon import Lexicon
from processes import PROC, runs, wait_for, workers

ROOT = Path(__file__).resolve().parents[2]
LINES = ("A vector is an arrow, but it is also a list.", "Every matrix moves the whole plane at once.")
LYRICS = "My Arrows\n\n[Verse 1]\n" + "\n".join(LINES) + "\n"
RATE = 24000
WAV, TXT = "narration/songs/arrows.wav", "narration/songs/arrows.txt"


@pytest.fixture(scope="module")
def spoken():
    """Two spoken lines in the middle, a hum on the left: samples (n, 2), and when each line begins."""
    lexicon = Lexicon.read(ROOT / "narration" / "lexicon.toml")
    starts, now = [], 1.5
    total = np.zeros(30 * RATE, np.float32)
    for line in LINES:
        take = take_line(spoken_words(line.split(), lexicon), "test")
        starts.append(now + take.phones[0].start)
        place = round(now * RATE)
        total[place : place + len(take.samples)] += take.samples
        now += len(take.samples) / RATE + 1.0
    total = total[: round(now * RATE)]
    hum = 0.05 * np.sin(2 * np.pi * 110 * np.arange(len(total)) / RATE).astype(np.float32)
    return np.stack([total + hum, total], axis=1), starts


@pytest.fixture(scope="module")
def course(tmp_path_factory, spoken):
    root = tmp_path_factory.mktemp("own")
    for folder in ("scenes", "narration/en", "narration/songs"):
        (root / folder).mkdir(parents=True)
    songs = root / "narration" / "songs"
    wavfile.write(songs / "arrows.wav", RATE, spoken[0])
    (songs / "arrows.txt").write_text(LYRICS, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def aligned(course):
    words = ("song", "align", WAV, TXT, "--title", "My Arrows")
    said = within(*words, "--lesson", "linear_algebra/vectors", "--json", cwd=course, cache=course / "cache")
    assert said.code == 0, said.err
    return said.records


def test_lines_are_found_where_they_are_sung(aligned, spoken, course):
    assert [line["text"] for line in aligned["lines"]] == list(LINES) and aligned["doubtful"] == 0
    for line, start in zip(aligned["lines"], spoken[1], strict=True):
        assert line["start"] == pytest.approx(start, abs=0.12)
        assert len(line["words"]) == len(line["text"].split()) and line["section"] == "Verse 1"
    project = read_project(course / "narration/songs/arrows.track.yaml")
    assert (project.title, project.track, project.lesson) == ("My Arrows", "arrows.wav", "linear_algebra/vectors")


def test_it_is_a_song_of_the_course_and_has_a_film(aligned, course):
    listed = within("song", "list", "--json", cwd=course, cache=course / "cache").records
    assert [(each["song"], each["title"]) for each in listed] == [("songs/arrows", "My Arrows")]
    (film,) = rendered("song:arrows", "-r", "160x90", "--fps", 5, cwd=course, cache=course / "cache")
    assert Path(film["path"]).name == "arrows.mp4" and film["duration"] > 8
    captions = Path(film["path"]).with_suffix(".vtt").read_text(encoding="utf-8")
    assert "A vector is an arrow" in re.sub(r"<[^>]*>|\n", " ", captions).replace("  ", " ")


def test_a_line_is_nudged_and_a_page_is_made(aligned, course):
    path = course / "narration/songs/arrows.track.yaml"
    before = path.read_text(encoding="utf-8")
    assert within("song", "nudge", "arrows", "1=+0.25", cwd=course, cache=course / "cache").code == 0
    moved = read_project(path).lines[0].start
    assert moved == pytest.approx(parse_project(before, path).lines[0].start + 0.25)
    said = within("song", "nudge", "arrows", "--json", cwd=course, cache=course / "cache").records
    page = Path(said["path"]).read_text(encoding="utf-8")
    assert "eigenreel song nudge arrows" in page and (course / WAV).as_uri() in page
    by_file = within("song", "nudge", "arrows.track.yaml", "--out", "out", cwd=path.parent, cache=course / "cache")
    (written,) = (path.parent / "out").rglob("arrows.nudge.html")
    assert by_file.code == 0 and f"eigenreel song nudge '{path}'" in written.read_text(encoding="utf-8")
    path.write_text(before, encoding="utf-8")


def test_times_that_the_lyrics_tell_are_kept(course):
    (course / "timed.lrc").write_text("[00:01.50]one two\n[00:04.00]three\n", encoding="utf-8")
    words = ("song", "align", WAV, "timed.lrc", "--to", "timed.track.yaml", "--json")
    said = within(*words, cwd=course, cache=course / "cache").records
    assert [(line["start"], line["text"]) for line in said["lines"]] == [(1.5, "one two"), (4.0, "three")]


@pytest.mark.slow
def test_words_of_another_song_are_doubtful_and_it_is_told(course):
    """Every line, though both hearings may agree where they fit best."""
    (course / "other.txt").write_text("Once upon a midnight dreary\nover many a volume of forgotten lore\n")
    said = within("song", "align", WAV, "other.txt", "--json", cwd=course, cache=course / "cache")
    assert said.code == 0 and said.records["doubtful"] == 2
    assert "eigenreel: 2 of 2 lines do not sound like their words; check that they are the lyrics of" in said.err


def test_what_is_asked_again_is_quick(aligned, course, monkeypatch):
    """Nothing is heard a second time, also with another title: no worker is started."""
    monkeypatch.setattr(Pool, "submit", lambda *_: pytest.fail("heard again"))
    monkeypatch.setattr(listening, "moving", lambda *_: pytest.fail("taken apart again"))
    words = ("song", "align", WAV, TXT, "--to", "again.track.yaml", "--title", "Again")
    assert within(*words, cwd=course, cache=course / "cache").code == 0
    again, first = (read_project(course / name) for name in ("again.track.yaml", "narration/songs/arrows.track.yaml"))
    assert again.lines == first.lines and again.title == "Again"


@pytest.mark.skipif(not PROC.is_dir(), reason="processes are counted in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_what_is_stopped_leaves_nothing_half_written(aligned, course, tmp_path, number):
    """While the track is being heard; the workers end too, and running it again works."""
    words = ("song", "align", WAV, TXT, "--to", "stopped.track.yaml")
    process = started(*words, cwd=course, cache=tmp_path / "cache")
    wait_for(lambda: process.poll() is not None or workers(process.pid), "workers")
    helpers = workers(process.pid)
    assert helpers, process.communicate()
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode in ((-number,) if number == signal.SIGKILL else STOPPED)
    assert "Traceback" not in err and out == ""
    wait_for(lambda: not any(map(runs, helpers)), "end of the workers")
    assert not list(course.glob("*stopped*")) and not list(course.glob(".*stopped*"))
    assert within(*words, cwd=course, cache=course / "cache").code == 0
    (course / "stopped.track.yaml").unlink()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("align", WAV, "other_script.txt"),
            "only 0 of 1 lines have words that can be read as English; give lyrics that",
        ),
        (("align", "none.mp3", TXT, "--to", "x.track.yaml"), "none.mp3: no such file; give"),
        (("align", WAV, "none.txt"), "none.txt: no such file; give a text file"),
        (("align", WAV, TXT), "is there already, perhaps with"),
        (("align", WAV, TXT, "--to", "x.yaml"), "would not be known as a track"),
        (
            ("align", WAV, TXT, "--to", f"{TXT}/x.track.yaml"),
            "cannot be written (Not a directory); free some space, or",
        ),
        (("align", WAV, TXT, "--to", "folder.track.yaml", "--force"), "is a folder; name another file with --to"),
        (("align", WAV, "long.txt"), "words in 9 s cannot be sung; check that track and lyrics"),
        (("align", WAV, "late.lrc"), "begins at 99.0 s, after the end of the track"),
        (("nudge", "arrows", "9=1"), "line 9: there are lines 1 to 2; choose one of them"),
        (("nudge", "arrows", "soon"), "'soon' is no correction; write LINE=SECONDS"),
        (("nudge", "nothing"), "no song 'nothing' in the course"),
        (("render", "arrows"), "is a track that is sung already; its film: eigenreel render song:arrows"),
    ],
)
def test_mistakes_are_one_line(aligned, course, words, said):
    (course / "long.txt").write_text("la la la la la la la la\n" * 20, encoding="utf-8")
    (course / "other_script.txt").write_text("שלום עולם\n", encoding="utf-8")
    (course / "late.lrc").write_text("[01:39.00]late\n", encoding="utf-8")
    (course / "folder.track.yaml").mkdir(exist_ok=True)
    result = within("song", *words, cwd=course, cache=course / "cache")
    assert result.code == 1 and result.err.count("\n") == 1 and said in re.sub(r"in \d+ s", "in 9 s", result.err)
    assert not (course / "x.track.yaml").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("track: arrows.wav", "track: gone.wav", r"gone.wav is not there; correct the line 'track:'"),
        (
            "lesson: linear_algebra/vectors",
            "lesson: linear_algebra/vector",
            r"'linear_algebra/vector', which has no scene; .*; perhaps you meant linear_algebra/vectors",
        ),
        ("lesson: linear_algebra/vectors", "lesson: tests/bare", r"has no vignette; write a method vignette"),
        (
            "  end: ",
            "  end: 0.1\n  #",
            r"moved.track.yaml:\d+: 'A vector .*' ends at 0.1 s, before it begins; correct its",
        ),
        ("  start: ", "  start: soon #", r"moved.track.yaml:\d+: .*start is 'soon'; input should be a valid number"),
        ("length: ", "length: 1 #", r"moved.track.yaml:\d+: 'A vector .*' begins at .*, after the track"),
    ],
)
def test_a_track_that_does_not_fit_its_course_any_more(aligned, course, old, new, said):
    """One line for its film, whatever was moved."""
    write_lesson(
        course, "tests/bare", beats={"one": "This is a dot."}, construct='with self.beat("one"):\n    self.wait()'
    )
    path = course / "narration" / "songs" / "moved.track.yaml"
    text = (course / "narration" / "songs" / "arrows.track.yaml").read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = within("render", "song:moved", "-r", "160x90", "--fps", 5, cwd=course, cache=course / "cache")
    path.unlink()
    assert result.code == 1 and "Traceback" not in result.err
    assert len(result.complaints) == 1 and re.search(said, result.complaints[0]), result.err
