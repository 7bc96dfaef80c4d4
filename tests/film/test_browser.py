"""A browser plays the films and finds every place in them, holds included. Skipped where there is no Chromium."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import av
import numpy as np
import pytest
from film_shapes import psnr
from staged_film import staged_lesson

from eigenreel.film.pool import Pool
from eigenreel.film.raster import Raster
from eigenreel.film.render import FilmOptions, render_film
from eigenreel.store import Store

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PAPER = (0, 90, 160)
SECONDS = (0.505, 1.61, 5.3, 7.145, 9.01, 10.7)
PAGE = """<video id=v muted playsinline preload=auto src="/film"></video><canvas id=c></canvas><script>
const video = document.getElementById('v'), canvas = document.getElementById('c'), shots = [];
const post = (data) => fetch('/done', { method: 'POST', body: JSON.stringify(data) });
const seek = (time) => new Promise((done) => { video.onseeked = done; video.currentTime = time; });
video.onerror = () => post({ error: video.error.message });
video.onloadedmetadata = async () => {
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  for (const time of TIMES) {
    await seek(time);
    await new Promise((done) => setTimeout(done, 150));
    context.fillStyle = 'rgb(PAPER)';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(video, 0, 0);
    shots.push(Array.from(context.getImageData(0, 0, canvas.width, canvas.height).data));
  }
  await seek(0);
  video.playbackRate = 4;
  await video.play();
  await new Promise((done) => { video.onended = done; });
  post({ duration: video.duration, corrupted: video.getVideoPlaybackQuality().corruptedVideoFrames, shots });
};
</script>"""


class Handler(BaseHTTPRequestHandler):
    """Serves the page and the film, in parts; takes what the page found."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        known = {"/": ("text/html", self.server.page), "/film": (self.server.kind, self.server.film)}
        kind, data = known.get(self.path, ("text/plain", b""))
        first, _, last = (self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").partition("-")
        part = data[int(first) : int(last) + 1 if last else None]
        self.send_response(206 if "Range" in self.headers else 200)
        self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(data)}")
        self._send(kind, part)

    def do_POST(self):
        self.server.found = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self._send("text/plain", b"")
        self.server.done.set()

    def _send(self, kind, data):
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        """Quiet."""


def watched_by_chromium(path, profile):
    """What the page found in the film."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    page = PAGE.replace("TIMES", json.dumps(SECONDS)).replace("PAPER", ", ".join(map(str, PAPER)))
    server.page, server.film = page.encode(), path.read_bytes()
    server.kind, server.done, server.found = f"video/{path.suffix[1:]}", threading.Event(), {"error": "no answer"}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required"]
    address = f"http://127.0.0.1:{server.server_port}/"
    browser = subprocess.Popen(
        [CHROMIUM, *flags, f"--user-data-dir={profile}", address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        server.done.wait(60)
    finally:
        browser.terminate()
        browser.wait()
        server.shutdown()
        server.server_close()
    return server.found


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
@pytest.mark.parametrize("name", ["constant.mp4", "constant.webm", "sparse.mp4", "transparent sparse.webm"])
def test_chromium_plays_it_and_seeks_to_the_right_picture(tmp_path, name):
    """The pixels after seeking, on a coloured page, are those that were drawn, up to the rounding of colours."""
    staged = staged_lesson(fps=30)
    options = FilmOptions(tmp_path / name, sparse="sparse" in name, transparent="transparent" in name)
    with Pool(2) as pool:
        path = render_film(staged, options, pool, Store(tmp_path / "cache")).path
    found = watched_by_chromium(path, tmp_path / "profile")
    assert "error" not in found, found
    assert found["corrupted"] == 0 and found["duration"] == pytest.approx(staged.recording.duration, abs=0.03)
    shown = pages(staged.recording) if options.transparent else frames(path)
    for second, shot in zip(SECONDS, found["shots"], strict=True):
        pixels = np.array(shot, np.uint8).reshape(180, 320, 4)[..., :3]
        number = max(start for start in shown if start <= int(second * 30))
        if options.transparent:
            # What was drawn has sharper colours than any video.
            assert psnr(pixels, shown[number]) > 42
        else:
            assert np.abs(pixels - shown[number].astype(int)).max() <= 12


def frames(path):
    """What decoding from the start gives: RGB by the number of the first frame that shows it."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        return {
            round(frame.pts * stream.time_base * 30): frame.to_ndarray(format="rgb24")
            for frame in container.decode(stream)
        }


def pages(recording):
    """What was drawn, on the page."""
    frame, result = 0, {}
    for run in recording.runs:
        raster = Raster(recording.width, recording.height, (*PAPER, 255))
        result[frame] = raster.frame([recording.items[number] for number in run.items])[..., :3].copy()
        frame += run.repeat
    return result
