"""Laws of the set-up of system packages, on a machine made of stand-ins: a PATH with only the programs given."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "system-packages"
PROGRAMS = SCRIPT.with_name("test-programs")
LOGGING = '#!/bin/sh\necho "{name} $*" >> "{log}"\n'


class Machine:
    """A folder of programs, and a log of those that would install."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.log = folder / "bin", folder / "log"
        self.bin.mkdir()
        for name in ("tr", "sh"):
            (self.bin / name).symlink_to(shutil.which(name))
        self.add("gcc", "#!/bin/sh\n")
        self.add("id", "#!/bin/sh\necho 0\n")
        self.add("python3", '#!/bin/sh\ncase "$2" in *ensurepip*) echo "venv headers";; *) echo python3.11;; esac\n')

    def add(self, name: str, text: str | None = None) -> None:
        program = self.bin / name
        program.write_text(text or LOGGING.format(name=name, log=self.log), encoding="utf-8")
        program.chmod(0o755)

    def set_up(self, script: Path = SCRIPT) -> subprocess.CompletedProcess[str]:
        command = [str(self.bin / "sh"), str(script), "python3"]
        return subprocess.run(command, env={"PATH": str(self.bin)}, capture_output=True, text=True)

    @property
    def installed(self) -> str:
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path)


def test_nothing_is_installed_where_nothing_is_missing(machine):
    machine.add("pkg-config", "#!/bin/sh\n")
    machine.add("apt-get")
    assert machine.set_up().returncode == 0
    assert machine.installed == ""


def test_apt_installs_only_what_is_missing(machine):
    machine.add("pkg-config", '#!/bin/sh\n[ "$2" = cairo ]\n')
    machine.add("apt-get")
    assert machine.set_up().returncode == 0
    assert machine.installed == "apt-get install -qq -y --no-install-recommends libpango1.0-dev\n"


def test_sudo_is_used_where_we_are_not_root(machine):
    machine.add("id", "#!/bin/sh\necho 1000\n")
    for name in ("apt-get", "sudo"):
        machine.add(name)
    assert machine.set_up().returncode == 0
    assert machine.installed.startswith("sudo apt-get install")
    assert "libcairo2-dev libpango1.0-dev pkg-config" in machine.installed


def test_without_sudo_the_packages_are_named(machine):
    machine.add("id", "#!/bin/sh\necho 1000\n")
    machine.add("apt-get")
    result = machine.set_up()
    assert result.returncode == 1
    assert "apt-get install libcairo2-dev libpango1.0-dev pkg-config" in result.stderr


def test_debians_own_python_gets_its_venv_and_headers(machine):
    machine.add("python3", '#!/bin/sh\ncase "$2" in *ensurepip*) echo " ";; *) echo python3.11;; esac\n')
    machine.add("pkg-config", "#!/bin/sh\n")
    machine.add("apt-get")
    assert machine.set_up().returncode == 0
    assert machine.installed.strip().endswith("python3.11-venv python3.11-dev")


def test_a_failed_installation_fetches_the_lists_and_tries_again(machine):
    machine.add("pkg-config", '#!/bin/sh\n[ "$2" = cairo ]\n')
    text = LOGGING.format(name="apt-get", log=machine.log)
    machine.add("apt-get", f'{text}[ "$1" = update ] && : > "{machine.log}.new"\n[ -e "{machine.log}.new" ]\n')
    assert machine.set_up().returncode == 0
    assert [line.split()[1] for line in machine.installed.splitlines()] == ["install", "update", "install"]


def test_brew_is_used_on_macos(machine):
    machine.add("brew")
    assert machine.set_up().returncode == 0
    assert machine.installed.split() == ["brew", "install", "--quiet", "cairo", "pango", "pkgconf"]


def test_elsewhere_one_line_names_the_packages(machine):
    result = machine.set_up()
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "cairo" in result.stderr
    assert "libpango1.0-dev" in result.stderr


def test_the_probe_of_python_runs_on_this_python(machine):
    """The one part that the stand-ins hide; apt is a stand-in here too, so that a test installs nothing."""
    for name in ("pkg-config", "apt-get"):
        machine.add(name)
    command = [str(machine.bin / "sh"), str(SCRIPT), sys.executable]
    result = subprocess.run(command, env={"PATH": str(machine.bin)}, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert "apt-get" not in machine.installed


def test_what_tests_look_through_is_installed_where_it_is_missing(machine):
    (machine.bin / "grep").symlink_to(shutil.which("grep"))
    machine.add("ldconfig", "#!/bin/sh\necho libopenh264.so.7\n")
    machine.add("apt-get")
    assert machine.set_up(PROGRAMS).returncode == 0
    assert machine.installed == "apt-get install -qq -y --no-install-recommends chromium\n"
    machine.log.unlink()
    machine.add("chromium")
    assert machine.set_up(PROGRAMS).returncode == 0 and machine.installed == ""


@pytest.mark.parametrize("apt", [None, "#!/bin/sh\nexit 1\n"])
def test_where_it_cannot_be_installed_tests_run_without_it_and_that_is_said(machine, apt):
    (machine.bin / "grep").symlink_to(shutil.which("grep"))
    machine.add("ldconfig", "#!/bin/sh\n")
    if apt:
        machine.add("apt-get", apt)
    result = machine.set_up(PROGRAMS)
    assert result.returncode == 0 and "so some tests are skipped: chromium libopenh264-dev" in result.stdout
