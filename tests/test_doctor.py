"""Laws of the doctor: it finds what is there, says how to get what is not, and survives any damage."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from eigenreel.cli import main
from eigenreel.doctor import examine, probed


def test_this_machine_can_render(tmp_path):
    missing = [f"{each.name}: {each.found}" for each in examine(tmp_path, cache=tmp_path / "cache") if not each.present]
    assert missing == []


def test_whatever_a_probe_raises_is_a_finding():
    def explode() -> str:
        raise RuntimeError("lib\nis gone")

    found = probed("libfoo", explode, "install it")
    assert (found.present, found.found, found.remedy) == (False, "RuntimeError: lib is gone", "install it")


@pytest.mark.parametrize("package", ["cairo", "av", "hibari", "typst", "imageio_ffmpeg", "manimpango"])
def test_a_missing_package_is_named_with_its_remedy(monkeypatch, tmp_path, capsys, package):
    monkeypatch.setitem(sys.modules, package, None)
    assert main(["doctor", "--json", "--cache", str(tmp_path)]) == 1
    missing = [each for each in json.loads(capsys.readouterr().out) if not each["present"]]
    assert any(package in each["found"] and "install" in each["remedy"] for each in missing)


def test_a_folder_that_cannot_be_written_is_missing(tmp_path, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    assert main(["doctor", "--cache", str(blocked / "cache")]) == 1
    assert "cache folder: name a folder of yours with --cache" in capsys.readouterr().out


@pytest.mark.parametrize("package", ["typer", "rich", "pydantic"])
def test_it_works_where_the_command_line_itself_cannot(package):
    code = (
        f"import sys; sys.modules[{package!r}] = None; sys.argv = ['eigenreel', 'doctor']\n"
        "from eigenreel.__main__ import main; sys.exit(main())"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 1
    assert "present  Python: 3." in result.stdout
    assert f"the package {package} is missing; install eigenreel again" in result.stderr
    assert result.stderr.count("\n") == 1
