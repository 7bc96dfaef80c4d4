"""A page on which the lines of a track are put in time by ear: one file, opened from the disk, without a server."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path

from eigenreel.sound.track.project import TrackProject

STYLE = """
:root { color-scheme: dark; --ink: #eee; --faint: #9aa; --lit: #58c4dd; --doubt: #ffc059; --wrong: #ff8a80; }
body { margin: 0 auto; max-width: 60rem; padding: 0 1rem 2rem; background: #0b0d10; color: var(--ink);
  font: 1rem/1.5 Georgia, serif; }
header { position: sticky; top: 0; background: #0b0d10; padding: .5rem 0; z-index: 1; border-bottom: 1px solid #333; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; }
audio { width: 100%; height: 2.5rem; }
kbd { border: 1px solid #56616d; border-radius: .2rem; padding: 0 .3rem; font: .875rem monospace; }
ol { list-style: none; padding: 0; }
li { display: grid; grid-template-columns: 2rem auto auto auto auto 1fr; gap: .2rem .5rem; align-items: baseline;
  padding: .3rem; border-left: 3px solid transparent; scroll-margin: 8rem; }
li.sung { background: #16242b; }
li[aria-current] { border-left-color: var(--lit); }
li.moved .time { color: var(--lit); }
li.wrong .time { color: var(--wrong); border-color: var(--wrong); }
.time { min-width: 5.2rem; text-align: right; }
.number, .section { color: var(--faint); }
.doubt { color: var(--doubt); font-size: .875rem; grid-column: 6; }
#wrong { color: var(--wrong); }
button { background: #1c2229; color: var(--ink); border: 1px solid #56616d; border-radius: .3rem; font: inherit;
  padding: .1rem .6rem; min-height: 1.9rem; cursor: pointer; white-space: nowrap; }
:focus-visible { outline: 2px solid var(--lit); outline-offset: 2px; }
textarea { width: 100%; box-sizing: border-box; background: #1c2229; color: var(--ink); font: .875rem monospace; }
@media (max-width: 40rem) {
  li { grid-template-columns: 1.6rem auto auto auto 1fr; }
  .set { justify-self: end; }
  .words { grid-column: 2 / -1; }
  .doubt { grid-column: 2 / -1; }
}
"""

SCRIPT = """
'use strict';
const data = JSON.parse(document.getElementById('lines').textContent);
const audio = document.querySelector('audio'), command = document.querySelector('textarea');
const wrong = document.getElementById('wrong');
const rows = [...document.querySelectorAll('li')];
const store = 'nudge:' + data.name + ':' + data.lines.join(',');
let moved = {}, current = 0;
try { moved = JSON.parse(localStorage.getItem(store)) || {}; } catch (error) { moved = {}; }
const start = place => place in moved ? moved[place] : data.lines[place];
function show() {
  let early = '';
  rows.forEach((row, place) => {
    const before = place > 0 && start(place) < start(place - 1);
    if (before && !early) { early = `Line ${place + 1} begins before line ${place}: move one of them.`; }
    row.classList.toggle('moved', place in moved);
    row.classList.toggle('wrong', before);
    row.querySelector('.time').textContent = start(place).toFixed(2) + ' s';
    if (place === current) { row.setAttribute('aria-current', 'true'); } else { row.removeAttribute('aria-current'); }
  });
  const words = Object.keys(moved).map(Number).sort((a, b) => a - b).map(at => (at + 1) + '=' + moved[at].toFixed(2));
  command.value = words.length && !early ? data.command + ' ' + words.join(' ') : '';
  wrong.textContent = early;
  try { localStorage.setItem(store, JSON.stringify(moved)); } catch (error) { /* the page works without memory */ }
}
function select(place) {
  current = Math.min(Math.max(place, 0), rows.length - 1);
  show();
  rows[current].scrollIntoView({ block: 'nearest' });
}
function move(place, time) {
  moved[place] = Math.max(Math.round(time * 100) / 100, 0);
  select(place);
}
function sound() {
  // A pause that comes before the sound does is no mistake.
  audio.play().catch(error => { if (error.name !== 'AbortError') { throw error; } });
}
function play(place) {
  select(place);
  audio.currentTime = Math.max(start(place) - 1.5, 0);
  sound();
}
rows.forEach((row, place) => {
  const act = { time: () => play(place), less: () => move(place, start(place) - 0.1),
    more: () => move(place, start(place) + 0.1), set: () => move(place, audio.currentTime) };
  for (const [name, does] of Object.entries(act)) {
    row.querySelector('.' + name).addEventListener('click', event => {
      does();
      event.stopPropagation();
      // Whoever clicks wants the space bar to play and pause, not to press the same button again.
      if (event.detail > 0) { event.currentTarget.blur(); }
    });
  }
  row.addEventListener('click', () => select(place));
});
const keys = {
  ' ': () => audio.paused ? sound() : audio.pause(),
  Enter: () => { const place = current; move(place, audio.currentTime); select(place + 1); },
  ArrowUp: () => select(current - 1),
  ArrowDown: () => select(current + 1),
  ArrowLeft: () => move(current, start(current) - 0.1),
  ArrowRight: () => move(current, start(current) + 0.1),
  p: () => play(current),
};
keys.b = keys.Enter;
document.addEventListener('keydown', event => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const busy = event.target.closest('textarea, audio') ||
    ((key === ' ' || key === 'Enter') && event.target.closest('button'));
  if (busy || !keys[key] || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) { return; }
  event.preventDefault();
  keys[key]();
});
audio.addEventListener('timeupdate', () => {
  let now = -1;
  rows.forEach((row, place) => { if (start(place) <= audio.currentTime) { now = place; } });
  rows.forEach((row, place) => row.classList.toggle('sung', place === now));
});
audio.addEventListener('error', () => { wrong.textContent = 'This browser cannot play the track.'; });
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
<p>A time plays its line from a moment before. Where the line begins otherwise, press “begins now” as you hear it, or
move it by tenths of a second. With keys: <kbd>space</kbd> plays and pauses, <kbd>↑</kbd> <kbd>↓</kbd> choose a line,
<kbd>P</kbd> plays it, <kbd>B</kbd> or <kbd>Enter</kbd> says that it begins now and goes on to the next,
<kbd>←</kbd> <kbd>→</kbd> move it.</p>
<ol>
{_rows(project)}</ol>
<h2>Corrections</h2>
<p>Run this command in the folder of the course; the words of a line move with it.</p>
<textarea readonly rows="3" aria-label="command with all corrections"></textarea>
<p id="wrong" role="status"></p>
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
            f'<li><span class="number">{number}</span>{_buttons(number)}'
            f'<span class="words">{heading}{" " if heading else ""}{escape(line.text)}</span>{doubt}</li>\n'
        )
    return "".join(rows)


def _buttons(number: int) -> str:
    """To play a line, to move it a little, and to say that it begins now."""
    line = f"line {number}"
    buttons = (
        ("time", f"play {line}", ""),
        ("less", f"{line} 0.1 s earlier", "−"),
        ("more", f"{line} 0.1 s later", "+"),
        ("set", f"{line} begins now", "begins now"),
    )
    return "".join(
        f'<button type="button" class="{name}" aria-label="{label}">{text}</button>' for name, label, text in buttons
    )


def _quoted(name: str) -> str:
    """For a shell."""
    return name if name.replace("_", "").replace("-", "").isalnum() else "'" + name.replace("'", "'\\''") + "'"
