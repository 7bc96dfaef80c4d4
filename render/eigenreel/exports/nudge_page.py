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
html { scroll-padding: 7rem 0 11rem; }
body { margin: 0 auto; max-width: 60rem; padding: 0 1rem; background: #0b0d10; color: var(--ink);
  font: 1rem/1.5 Georgia, serif; overflow-wrap: anywhere; }
.player, footer { position: sticky; background: #0b0d10; padding: .5rem 0; z-index: 1; }
.player { top: 0; border-bottom: 1px solid #333; }
footer { bottom: 0; border-top: 1px solid #333; }
h1 { font-size: 1.5rem; margin: .5rem 0 0; }
p { margin: .5rem 0; }
.player p, footer p { margin: .25rem 0 0; }
audio { width: 100%; height: 2.5rem; }
kbd { border: 1px solid #56616d; border-radius: .2rem; padding: 0 .3rem; font: .875rem monospace; }
ol { list-style: none; padding: 0; }
li { display: grid; grid-template-columns: 2rem auto auto auto auto 1fr; gap: .2rem .5rem; align-items: baseline;
  padding: .3rem; border-left: 3px solid transparent; }
li.sung { background: #16242b; }
li[aria-current] { border-left-color: var(--lit); }
li.moved .time { color: var(--lit); }
li.moved .doubt { display: none; }
li.wrong .time { color: var(--wrong); border-color: var(--wrong); }
.time { min-width: 5.2rem; text-align: right; }
.number, .section { color: var(--faint); }
.doubt { color: var(--doubt); font-size: .875rem; grid-column: 6; }
.doubt button { font-size: .875rem; margin-left: .5rem; }
#wrong, #silent { color: var(--wrong); }
#wrong:empty, #silent:empty { display: none; }
#said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
button { background: #1c2229; color: var(--ink); border: 1px solid #56616d; border-radius: .3rem; font: inherit;
  padding: .1rem .6rem; min-height: 1.9rem; cursor: pointer; white-space: nowrap; }
button:disabled { color: var(--faint); cursor: default; }
:focus-visible { outline: 2px solid var(--lit); outline-offset: 2px; }
textarea { width: 100%; box-sizing: border-box; background: #1c2229; color: var(--ink); font: .875rem monospace;
  resize: vertical; display: block; }
@media (max-width: 40rem) {
  li { grid-template-columns: 1.6rem auto auto auto 1fr; }
  .set { justify-self: end; }
  .words { grid-column: 2 / -1; }
  .doubt { grid-column: 2 / -1; }
}
@media (max-height: 30rem) { html { scroll-padding: 0; } .player, footer { position: static; } }
"""

SCRIPT = """
'use strict';
const data = JSON.parse(document.getElementById('lines').textContent);
const audio = document.querySelector('audio'), command = document.querySelector('textarea');
const [wrong, said, silent] = ['wrong', 'said', 'silent'].map(name => document.getElementById(name));
const [copy, forget, next] = ['copy', 'forget', 'next'].map(name => document.getElementById(name));
const rows = [...document.querySelectorAll('li')];
const store = 'nudge:' + data.name + ':' + data.lines.join(',');
let moved = {}, forgotten = null, current = 0;
try { moved = JSON.parse(localStorage.getItem(store)) || {}; } catch (error) { moved = {}; }
const start = place => place in moved ? moved[place] : data.lines[place];
const clock = place => start(place).toFixed(2) + ' s';
const doubtful = place => !(place in moved) && rows[place].querySelector('.doubt') !== null;
function show() {
  let mistake = '';
  rows.forEach((row, place) => {
    const before = place > 0 && start(place) < start(place - 1), after = start(place) >= data.length;
    if (before && !mistake) { mistake = `Line ${place + 1} begins before line ${place}: move one of them.`; }
    if (after && !mistake) { mistake = `Line ${place + 1} begins at the end of the track: move it.`; }
    row.classList.toggle('moved', place in moved);
    row.classList.toggle('wrong', before || after);
    const time = row.querySelector('.time');
    time.textContent = clock(place);
    time.setAttribute('aria-label', `${clock(place)}, play line ${place + 1}`);
    if (place === current) { row.setAttribute('aria-current', 'true'); } else { row.removeAttribute('aria-current'); }
  });
  const words = Object.keys(moved).map(Number).sort((a, b) => a - b).map(at => (at + 1) + '=' + moved[at].toFixed(2));
  command.value = words.length && !mistake ? data.command + ' ' + words.join(' ') : '';
  wrong.textContent = mistake;
  const count = rows.filter((row, place) => doubtful(place)).length;
  next.textContent = ['no line is in doubt', 'play the line in doubt'][count] || `play the next of ${count} in doubt`;
  copy.textContent = 'copy';
  copy.disabled = command.value === '';
  next.disabled = count === 0;
  forget.disabled = words.length === 0 && !forgotten;
  forget.textContent = forgotten ? 'bring them back' : 'forget all corrections';
  try { localStorage.setItem(store, JSON.stringify(moved)); } catch (error) { /* the page works without memory */ }
}
function select(place) {
  current = Math.min(Math.max(place, 0), rows.length - 1);
  show();
  rows[current].scrollIntoView({ block: 'nearest' });
  said.textContent = `line ${current + 1}, ${clock(current)}: ${data.texts[current]}`;
}
function move(place, time) {
  moved[place] = Math.max(Math.round(time * 100) / 100, 0);
  forgotten = null;
  select(place);
}
function sound() {
  // A pause that comes before the sound does is no mistake; that there is no sound is told beside the player.
  audio.play().catch(error => { if (error.name !== 'AbortError' && !silent.textContent) { throw error; } });
}
function play(place) {
  select(place);
  audio.currentTime = Math.max(start(place) - 1.5, 0);
  sound();
}
function playDoubtful() {
  const order = rows.map((row, step) => (current + 1 + step) % rows.length);
  const place = order.find(doubtful);
  if (place !== undefined) { play(place); }
}
function press(button, does) {
  button.addEventListener('click', event => {
    does();
    event.stopPropagation();
    // Whoever clicks wants the space bar to play and pause, not to press the same button again.
    if (event.detail > 0) { button.blur(); }
  });
}
rows.forEach((row, place) => {
  const act = { time: () => play(place), less: () => move(place, start(place) - 0.1),
    more: () => move(place, start(place) + 0.1), set: () => move(place, audio.currentTime),
    right: () => move(place, start(place)) };
  for (const [name, does] of Object.entries(act)) {
    for (const button of row.querySelectorAll('.' + name)) { press(button, does); }
  }
  row.addEventListener('click', () => select(place));
});
const keys = {
  ' ': () => audio.paused ? sound() : audio.pause(),
  Enter: () => { const place = current; move(place, audio.currentTime); select(place + 1); },
  ArrowUp: () => select(current - 1),
  ArrowDown: () => select(current + 1),
  ArrowLeft: step => move(current, start(current) - step),
  ArrowRight: step => move(current, start(current) + step),
  p: () => play(current),
  d: playDoubtful,
  r: () => move(current, start(current)),
};
keys.b = keys.Enter;
document.addEventListener('keydown', event => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const busy = event.target.closest('textarea, audio') ||
    ((key === ' ' || key === 'Enter') && event.target.closest('button'));
  if (busy || !keys[key] || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) { return; }
  event.preventDefault();
  keys[key](event.shiftKey ? 1 : 0.1);
});
audio.addEventListener('timeupdate', () => {
  let now = -1;
  rows.forEach((row, place) => { if (start(place) <= audio.currentTime) { now = place; } });
  rows.forEach((row, place) => row.classList.toggle('sung', place === now));
});
function tellSilence() { if (audio.error) { silent.textContent = data.silent; } }
audio.addEventListener('error', tellSilence);
tellSilence();
press(next, playDoubtful);
press(copy, () => {
  command.select();
  const done = document.execCommand('copy');
  if (done) { command.blur(); }
  copy.textContent = said.textContent = done ? 'copied' : 'press Ctrl+C';
});
press(forget, () => {
  [moved, forgotten] = forgotten ? [forgotten, null] : [{}, moved];
  show();
});
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
        "texts": [line.text for line in project.lines],
        "length": project.length,
        "silent": f"{track} cannot be played: it is there no more, or this browser does not know sound of its kind. "
        f"Correct 'track:' in the song's file, or name a WAV, FLAC or MP3 there, and make this page anew.",
    }
    # In a script element only what begins with "<" could end it, or hide its end.
    data = json.dumps(lines, ensure_ascii=False).replace("<", "\\u003c")
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
<main>
<h1>{title}</h1>
<div class="player">
<audio controls preload="auto" aria-label="the track" src="{escape(track.as_uri())}"></audio>
<p id="silent" role="alert"></p>
<p><button type="button" id="next"></button></p>
</div>
<p>A time plays its line from a moment before. Where the line begins otherwise, press “begins now” as you hear it, or
move it by tenths of a second. With keys: <kbd>space</kbd> plays and pauses, <kbd>↑</kbd> <kbd>↓</kbd> choose a line,
<kbd>P</kbd> plays it, <kbd>B</kbd> or <kbd>Enter</kbd> says that it begins now and goes on to the next,
<kbd>←</kbd> <kbd>→</kbd> move it (with <kbd>shift</kbd> by seconds), <kbd>D</kbd> plays the next line in doubt,
<kbd>R</kbd> says that it is right.</p>
<ol>
{_rows(project)}</ol>
</main>
<footer>
<label for="command">All corrections, as a command to run in the folder of the course:</label>
<textarea id="command" readonly rows="2" placeholder="none yet"></textarea>
<p id="wrong" role="alert"></p>
<p><button type="button" id="copy">copy</button> <button type="button" id="forget">forget all corrections</button></p>
<p id="said" role="status"></p>
</footer>
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
        doubt = _doubt(number, line.doubt) if line.doubt else ""
        rows.append(
            f'<li><span class="number">{number}</span>{_buttons(number)}'
            f'<span class="words">{heading}{" " if heading else ""}{escape(line.text)}</span>{doubt}</li>\n'
        )
    return "".join(rows)


def _doubt(number: int, doubt: str) -> str:
    right = f'<button type="button" class="right" aria-label="line {number} is right">is right</button>'
    return f'<span class="doubt">{escape(doubt)}{right}</span>'


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
