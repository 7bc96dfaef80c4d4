"""A page on which the lines of a track are put in time by ear: one file, opened from the disk, without a server."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path

from eigenreel.sound.track.project import TrackProject

STYLE = """
:root { color-scheme: dark; --ink: #eee; --faint: #9aa; --lit: #58c4dd; --doubt: #ffc059; }
body { margin: 0 auto; max-width: 56rem; padding: 1rem; background: #0b0d10; color: var(--ink);
  font: 1rem/1.5 Georgia, serif; }
header { position: sticky; top: 0; background: #0b0d10; padding: .5rem 0; }
audio { width: 100%; }
ol { list-style: none; padding: 0; }
li { display: grid; grid-template-columns: 2.5rem 6rem 1fr auto; gap: .5rem; align-items: baseline; padding: .25rem; }
li.sung { background: #16242b; }
li.moved .time { color: var(--lit); }
.number, .section { color: var(--faint); }
.section { margin: 1rem 0 0; font-size: 1rem; font-weight: normal; }
.doubt { color: var(--doubt); font-size: .875rem; grid-column: 3; }
button { background: #1c2229; color: var(--ink); border: 1px solid #56616d; border-radius: .3rem; font: inherit;
  padding: .1rem .6rem; cursor: pointer; }
button:focus-visible, textarea:focus-visible { outline: 2px solid var(--lit); outline-offset: 2px; }
textarea { width: 100%; box-sizing: border-box; background: #1c2229; color: var(--ink); font: .875rem monospace; }
"""

SCRIPT = """
'use strict';
const data = JSON.parse(document.getElementById('lines').textContent);
const audio = document.querySelector('audio'), command = document.querySelector('textarea');
const rows = [...document.querySelectorAll('li')];
const store = 'nudge:' + data.name + ':' + data.lines.join(',');
let moved = {};
try { moved = JSON.parse(localStorage.getItem(store)) || {}; } catch (error) { moved = {}; }
const start = place => place in moved ? moved[place] : data.lines[place];
function show() {
  rows.forEach((row, place) => {
    row.classList.toggle('moved', place in moved);
    row.querySelector('.time').textContent = start(place).toFixed(2) + ' s';
  });
  const words = Object.keys(moved).map(Number).sort((a, b) => a - b).map(at => (at + 1) + '=' + moved[at].toFixed(2));
  command.value = words.length ? data.command + ' ' + words.join(' ') : '';
  try { localStorage.setItem(store, JSON.stringify(moved)); } catch (error) { /* the page works without memory */ }
}
rows.forEach((row, place) => {
  row.querySelector('.time').addEventListener('click', () => {
    audio.currentTime = Math.max(start(place) - 1.5, 0);
    audio.play();
  });
  row.querySelector('.set').addEventListener('click', () => {
    moved[place] = Math.round(audio.currentTime * 100) / 100;
    show();
  });
});
audio.addEventListener('timeupdate', () => {
  let now = -1;
  rows.forEach((row, place) => { if (start(place) <= audio.currentTime) { now = place; } });
  rows.forEach((row, place) => row.classList.toggle('sung', place === now));
});
document.getElementById('copy').addEventListener('click', () => {
  command.select();
  document.execCommand('copy');
});
document.getElementById('forget').addEventListener('click', () => { moved = {}; show(); });
show();
"""


def nudge_page(project: TrackProject, track: Path, name: str) -> str:
    """The page's HTML.

    Args:
        track: the sound, which stays where it is.
        name: of the song, as ``eigenreel song nudge`` takes it.
    """
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; media-src 'self' file:"
    lines = {
        "name": name,
        "command": f"eigenreel song nudge {_quoted(name)}",
        "lines": [line.start for line in project.lines],
    }
    # In a script element only "</" could end it.
    data = json.dumps(lines, ensure_ascii=False).replace("</", "<\\/")
    title = escape(project.title)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: lines in time</title>
<style>{STYLE}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<audio controls preload="auto" src="{escape(track.as_uri())}"></audio>
</header>
<main>
<p>A time plays its line from a moment before. Where it begins otherwise, press “begins now” as you
hear it.</p>
<ol>
{_rows(project)}</ol>
<h2>Corrections</h2>
<p>Run this command in the folder of the course; the words of a line move with it.</p>
<textarea readonly rows="3" aria-label="command with all corrections"></textarea>
<p><button type="button" id="copy">copy</button> <button type="button" id="forget">forget all corrections</button></p>
</main>
<script type="application/json" id="lines">{data}</script>
<script>{SCRIPT}</script>
</body>
</html>
"""


def _rows(project: TrackProject) -> str:
    rows, section = [], ""
    for number, line in enumerate(project.lines, 1):
        heading = f'<span class="section">{escape(line.section)}</span>' if line.section != section else ""
        section = line.section
        doubt = f'<span class="doubt">{escape(line.doubt)}</span>' if line.doubt else ""
        rows.append(
            f'<li><span class="number">{number}</span>'
            f'<button type="button" class="time" aria-label="play line {number}"></button>'
            f"<span>{heading}{' ' if heading else ''}{escape(line.text)}</span>"
            f'<button type="button" class="set" aria-label="line {number} begins now">begins now</button>{doubt}</li>\n'
        )
    return "".join(rows)


def _quoted(name: str) -> str:
    """For a shell."""
    return name if name.replace("_", "").replace("-", "").isalnum() else "'" + name.replace("'", "'\\''") + "'"
