// Reads WebVTT on standard input; writes the parser's complaints and the cues as JSON.
// usage: node vtt_errors.js captions|chapters < file.vtt
"use strict";
const { WebVTTParser } = require("webvtt-parser");

const text = require("fs").readFileSync(0, "utf8");
const result = new WebVTTParser().parse(text, process.argv[2]);
const cues = result.cues.map((cue) => ({ start: cue.startTime, end: cue.endTime, text: cue.text }));
process.stdout.write(JSON.stringify({ errors: result.errors, cues }));
