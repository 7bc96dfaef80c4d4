"""Laws of rendering: the same film on any number of workers, and nothing is encoded twice."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from film_shapes import Reel, luma_of, psnr
from PIL import Image
from staged_film import Staged, staged_lesson

from eigenreel.errors import EigenreelError
from eigenreel.film import format as film_format
from eigenreel.film.pool import Pool
from eigenreel.film.render import FilmOptions, Rendering, render_film
from eigenreel.stage.display import CaptionMark
from eigenreel.store import Store


@pytest.fixture(scope="module")
def pool():
    with Pool(2) as pool:
        yield pool


@pytest.fixture
def make(pool, tmp_path):
    """Render into a folder of the test."""

    def run(staged, name="film.mp4", cache="cache", pool=pool, **options):
        return render_film(staged, FilmOptions(tmp_path / "build" / name, **options), pool, Store(tmp_path / cache))

    return run


def content(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_everything_that_belongs_to_a_film_is_there(make):
    staged = staged_lesson()
    result = make(staged)
    endings = [path.name for path in result.files]
    texts = ["vtt", "srt", "chapters.vtt", "transcript.json", "transcript.txt", "transcript.html"]
    assert endings == [f"film.{ending}" for ending in ("mp4", *texts, "png")]
    assert all(path.stat().st_size for path in result.files)
    assert sorted(path.name for path in result.path.parent.iterdir()) == sorted(endings)
    assert result.size == result.path.stat().st_size and result.duration == staged.recording.duration
    assert "Move" in result.files[1].read_text() and json.loads(result.files[4].read_text())["title"] == "A film"
    with av.open(str(result.path)) as container:
        assert {stream.type for stream in container.streams} >= {"video", "audio", "subtitle"}
        assert [chapter["metadata"]["title"] for chapter in container.chapters()] == ["First", "Second"]


def test_the_number_of_workers_changes_nothing(make):
    """One worker or two: the same file, byte by byte."""
    files = []
    for workers in (1, 2):
        with Pool(workers) as pool:
            files.append(content(make(staged_lesson(), f"film{workers}.mp4", f"cache{workers}", pool).path))
    # The title is the timeline's, so nothing in the file depends on its name.
    assert files[0] == files[1]


def test_the_length_of_chunks_changes_no_frame_that_is_encoded(make, monkeypatch):
    """Other key frames give other packets, but pictures of the same frames."""
    frames = [luma_of(make(staged_lesson(), "two.mp4").path)]
    monkeypatch.setattr(film_format, "GOP_SECONDS", 1)
    frames.append(luma_of(make(staged_lesson(), "one.mp4", "other").path))
    assert len(frames[0]) == len(frames[1])
    assert all(psnr(*pair) > 45 for pair in zip(*frames, strict=True))


def test_nothing_is_encoded_twice(make):
    staged = staged_lesson()
    first, again = make(staged), make(staged, "again.mp4")
    # The rest in the middle is longer than two chunks, and those are equal.
    assert 0 < first.reused < first.chunks
    assert again.reused == again.chunks == first.chunks
    assert content(first.path) == content(again.path)


def test_a_longer_pause_encodes_nothing(make):
    make(staged_lesson())
    longer = make(staged_lesson(pause=18, rest=200))
    assert longer.reused == longer.chunks
    assert len(luma_of(longer.path)) == staged_lesson(pause=18, rest=200).recording.frames


def test_an_edited_play_encodes_its_chunks_only(make):
    before = make(staged_lesson())
    after = make(staged_lesson(third=30))
    assert 0 < after.chunks - after.reused <= 2 < before.chunks


def test_progress_counts_every_frame(pool, tmp_path):
    staged = staged_lesson()
    for _ in range(2):
        counts = []
        render_film(staged, FilmOptions(tmp_path / "film.mp4"), pool, Store(tmp_path / "cache"), counts.append)
        assert sum(counts) == staged.recording.frames


def test_damaged_chunks_are_made_again(make, tmp_path):
    staged = staged_lesson()
    first = content(make(staged).path)
    chunks = [path for path in Store(tmp_path / "cache").entries() if path.parent.parent.name in ("chunk", "skips")]
    for path in chunks[::2]:
        path.write_bytes(path.read_bytes()[:-7])
    again = make(staged)
    assert again.reused < again.chunks and content(again.path) == first
    assert not Store(tmp_path / "cache").verify()


def test_two_renders_may_share_a_cache(pool, tmp_path):
    """At the same time, of films that have chunks in common."""
    store, results = Store(tmp_path / "cache"), {}

    def run(name):
        results[name] = render_film(staged_lesson(), FilmOptions(tmp_path / f"{name}.mp4"), pool, store)

    threads = [threading.Thread(target=run, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({content(results[name].path) for name in "abc"}) == 1


def test_a_chunk_that_vanishes_is_made_again(pool, tmp_path):
    store = Store(tmp_path / "cache")
    rendering = Rendering(staged_lesson(), FilmOptions(tmp_path / "film.mp4"), pool, store)
    for future in rendering._chunks._futures.values():
        future.result()
    shutil.rmtree(tmp_path / "cache")
    assert rendering.finish().path.is_file()


def test_a_killed_worker_costs_one_try(tmp_path):
    staged = staged_lesson(fps=60, second=500, third=400)
    with Pool(2) as pool:
        rendering = Rendering(staged, FilmOptions(tmp_path / "film.mp4"), pool, Store(tmp_path / "cache"))
        while not pool.processes:
            time.sleep(0.01)
        os.kill(pool.processes[0], signal.SIGKILL)
        result = rendering.finish()
    assert len(luma_of(result.path)) == staged.recording.frames


SCRIPT = """
import sys
sys.path[:0] = [{tests!r}]
from pathlib import Path
from film_shapes import lesson
from staged_film import Staged
from eigenreel.film.pool import Pool
from eigenreel.film.render import FilmOptions, render_film
from eigenreel.store import Store
out = Path({out!r})
with Pool(2) as pool:
    recording = lesson(fps=60, first=1500, second=1500, third=1500)
    done = lambda frames: print(frames, flush=True)
    result = render_film(Staged(recording), FilmOptions(out / "film.mp4"), pool, Store(out / "cache"), done)
    print("reused", result.reused, result.chunks)
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_render_that_was_stopped_goes_on_where_it_was(tmp_path, end):
    """Killed or interrupted in the middle: no half film, and what was encoded is not encoded again."""
    script = SCRIPT.format(tests=str(Path(__file__).parent), out=str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        for _ in range(4):
            process.stdout.readline()
        process.send_signal(end)
    assert process.returncode != 0 and not (tmp_path / "film.mp4").exists()
    if end == signal.SIGINT:
        assert [path.name for path in tmp_path.iterdir()] == ["cache"]
    time.sleep(0.5)
    again = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True)
    reused, chunks = map(int, again.stdout.split()[-2:])
    assert reused >= 4 and len(luma_of(tmp_path / "film.mp4")) > 4500 and chunks > reused
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "film.mp4", "film.png"]


def test_a_read_only_folder_is_one_clear_line(pool, request, tmp_path):
    if os.geteuid() == 0:
        folder, reason = request.getfixturevalue("disk")("64k"), "Read-only file system"
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    else:
        folder, reason = tmp_path / "locked", "Permission denied"
        folder.mkdir(mode=0o500)
    with pytest.raises(EigenreelError, match=rf"film.mp4: cannot be written \({reason}\); .* --out"):
        render_film(staged_lesson(), FilmOptions(folder / "film.mp4"), pool, Store(tmp_path / "cache"))


def test_a_full_disk_is_one_clear_line_and_no_half_file(pool, disk, tmp_path):
    folder = disk("64k")
    staged = staged_lesson(fps=60, first=400, second=900, third=400)
    with pytest.raises(
        EigenreelError, match=r"film.mp4: cannot be written \(No space left on device\); free some space"
    ):
        render_film(staged, FilmOptions(folder / "film.mp4"), pool, Store(tmp_path / "cache"))
    assert not list(folder.iterdir())


def test_a_full_cache_is_one_clear_line(pool, disk, tmp_path):
    with pytest.raises(EigenreelError, match=r"cannot write to the cache \(No space left on device\)"):
        render_film(
            staged_lesson(fps=60, second=900), FilmOptions(tmp_path / "film.mp4"), pool, Store(disk("64k") / "cache")
        )
    assert not (tmp_path / "film.mp4").exists()


def test_no_captions_means_none_inside_or_beside(make):
    result = make(staged_lesson(), captions=False)
    assert {path.suffix for path in result.files} == {".mp4", ".vtt", ".json", ".txt", ".html", ".png"}
    assert not (result.path.with_suffix(".srt").exists() or result.path.with_suffix(".vtt").exists())
    with av.open(str(result.path)) as container:
        assert not container.streams.subtitles


def test_a_scene_without_a_timeline_keeps_its_sections_and_captions(make):
    recording = replace(
        staged_lesson().recording, sections=(("One", 0), ("Two", 50)), captions=(CaptionMark("Look", 0.5, 1.5),)
    )
    result = make(Staged(recording))
    assert [path.suffix for path in result.files] == [".mp4", ".srt", ".png"]
    assert "00:00:00,500 --> 00:00:01,500\nLook" in result.path.with_suffix(".srt").read_text(encoding="utf-8")
    with av.open(str(result.path)) as container:
        assert [chapter["metadata"]["title"] for chapter in container.chapters()] == ["One", "Two"]
        assert b"Look" in b"".join(bytes(packet) for packet in container.demux(subtitles=0) if packet.size)
        assert not container.streams.audio


def test_webm_has_every_frame_and_its_sound(make):
    staged = staged_lesson()
    result = make(staged, "film.webm")
    with av.open(str(result.path)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, audio.codec_context.name) in {("vp9", "opus"), ("libvpx-vp9", "opus")}
        times = [float(packet.pts * video.time_base) for packet in container.demux(video) if packet.size]
    assert np.allclose(times, np.arange(staged.recording.frames) / 30, atol=0.001)
    film = luma_of(make(staged).path)
    assert all(psnr(*pair) > 38 for pair in zip(luma_of(result.path), film, strict=True))
    assert make(staged, "film.webm").reused == result.chunks


def test_a_gif_has_every_picture(make):
    reel = Reel(fps=10).move(12).hold(8)
    result = make(Staged(reel.recording()), "film.gif")
    assert result.files == (result.path,)
    with Image.open(result.path) as gif:
        durations = []
        for frame in range(gif.n_frames):
            gif.seek(frame)
            durations.append(gif.info["duration"])
        assert sum(durations) == 2000 and gif.info["loop"] == 0
        assert psnr(np.asarray(gif.convert("L")), np.asarray(_poster(make, reel).convert("L"))) > 35


def _poster(make, reel):
    return Image.open(make(Staged(reel.recording()), "film.png").path)


def test_fast_films_become_slower_gifs(make):
    """No viewer shows sixty frames a second; the film takes as long all the same."""
    result = make(Staged(Reel(fps=60).move(60).recording()), "film.gif")
    with Image.open(result.path) as gif:
        gif.seek(gif.n_frames - 1)
        assert gif.n_frames == 30


def test_the_poster_is_the_frame_that_was_asked_for(make):
    staged = staged_lesson()
    result = make(staged, "film.png", poster=0)
    assert result.files == (result.path,)
    first, last = Image.open(result.path), Image.open(make(staged, "last.png").path)
    assert first.size == (320, 180) and first.tobytes() != last.tobytes()


def test_an_ending_that_is_no_format_is_refused(make):
    with pytest.raises(ValueError, match="not one of mp4, webm, mov, gif, png"):
        make(staged_lesson(), "film.avi")
