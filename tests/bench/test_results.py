"""What has been measured is kept at once, and not measured again with --resume."""

from __future__ import annotations

import json

import pytest
import run
from measuring.command import CommandError
from measuring.results import Results
from measuring.task import Task


def failing():
    raise CommandError("manim render: [Errno 2] no such file")


def test_results_are_in_the_file_after_every_measurement(tmp_path):
    path = tmp_path / "results.json"
    seen = []

    def second():
        seen.append(json.loads(path.read_text())["measurements"]["one"]["wall"])
        return {"wall": 2.0, "cpu": 2.0}

    tasks = [Task("one", lambda: {"wall": 1.0, "cpu": 1.0}), Task("two", second)]
    assert run.measure(tasks, Results(path), False, 1) == 0
    assert seen == [1.0] and Results(path).records["two"]["wall"] == 2.0


def test_resume_makes_only_what_is_missing_or_failed(tmp_path):
    results = Results(tmp_path / "results.json")
    results.put("there", {"wall": 1.0})
    results.put("failed", {"error": "manim: no"})
    made = []

    def task(key):
        return Task(key, lambda: made.append(key) or {"wall": 2.0, "cpu": 0.0})

    tasks = [task("there"), task("failed"), task("new")]
    run.measure(tasks, Results(results.path), True, 1)
    assert made == ["failed", "new"]
    assert Results(results.path).records["failed"]["wall"] == 2.0
    run.measure(tasks, Results(results.path), False, 1)
    assert made[2:] == ["there", "failed", "new"]


def test_a_failure_is_one_line_and_the_rest_goes_on(tmp_path, capsys):
    results = Results(tmp_path / "results.json")
    tasks = [Task("bad", failing), Task("good", lambda: {"wall": 1.0, "cpu": 1.0})]
    assert run.measure(tasks, results, False, 1) == 1
    assert results.records["bad"]["error"] == "manim render: [Errno 2] no such file"
    assert results.has("good") and not results.has("bad")
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "2 measurements"
    assert len(told) == 3 and "manim render: [Errno 2] no such file" in told[1]


def test_an_interruption_keeps_what_was_measured(tmp_path):
    def interrupted():
        raise KeyboardInterrupt

    tasks = [Task("one", lambda: {"wall": 1.0, "cpu": 1.0}), Task("two", interrupted)]
    with pytest.raises(KeyboardInterrupt):
        run.measure(tasks, Results(tmp_path / "results.json"), False, 1)
    assert list(Results(tmp_path / "results.json").records) == ["one"]


def test_nothing_begins_after_the_time_is_up(tmp_path, capsys):
    results = Results(tmp_path / "results.json")
    assert run.measure([Task("late", failing)], results, False, 0) == 1
    assert not results.records and "go on with --resume" in capsys.readouterr().err


def test_what_is_needed_no_more_is_thrown_away_also_when_resuming(tmp_path):
    results = Results(tmp_path / "results.json")
    results.put("there", {"wall": 1.0})
    thrown = []
    run.measure([Task("there", failing, lambda: thrown.append("there"))], results, True, 1)
    assert thrown == ["there"]


def test_a_second_run_says_how_long_the_first_took(tmp_path):
    results = Results(tmp_path / "results.json")
    results.put("one", {"wall": 1.0, "took": 100.0})
    results.put("two", {"wall": 1.0, "took": 80.0})
    assert run.announced(["one", "two"], results) == "2 measurements, about 3 minutes as last time"
    assert run.announced(["one", "three"], results) == "2 measurements"
