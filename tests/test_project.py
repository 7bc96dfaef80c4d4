"""Promises of the repository: README and commands, the lock, the packaging, what files may hold."""

from __future__ import annotations

import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from typer.main import get_command

from eigenreel.cli import app

ROOT = Path(__file__).resolve().parents[1]
COMMAND = get_command(app)


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listing.stdout.splitlines() if (ROOT / name).is_file()]


def options_of(command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("-")} | {"--help"}


def all_commands() -> dict[str, object]:
    """By name, those of groups with the group's before it."""
    groups = {name: command for name, command in COMMAND.commands.items() if hasattr(command, "commands")}
    inner = {f"{name} {each}": command for name, group in groups.items() for each, command in group.commands.items()}
    return COMMAND.commands | inner


def all_options() -> set[str]:
    return options_of(COMMAND).union(*map(options_of, all_commands().values()))


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_names_exactly_the_commands_there_are():
    shell = "\n".join(re.findall(r"```sh\n(.*?)```", readme(), re.DOTALL))
    named = set(re.findall(r"^eigenreel ([a-z]+)", shell, re.MULTILINE))
    assert named == set(COMMAND.commands)


def test_readme_names_every_option_of_render_and_none_that_is_not():
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", readme()))
    long = {option for option in options_of(COMMAND.commands["render"]) if option.startswith("--")}
    written_short = {"--quality", "--resolution", "--jobs"}
    assert long - written_short <= named
    assert named <= all_options()


def examples() -> list[str]:
    commands = {"": COMMAND, **all_commands()}
    texts = [f"{each.help or ''}\n{each.epilog or ''}" for each in commands.values()]
    return [line.strip() for text in texts for line in re.findall(r"eigenreel [a-z][^\n\[]*", text)]


def test_every_command_has_an_example_and_examples_name_what_there_is():
    for name, command in all_commands().items():
        assert re.search(r"eigenreel [a-z]", f"{command.help}{command.epilog}"), name
    for line in examples():
        words = line.rstrip(",").split()
        assert words[1] in COMMAND.commands, line
        assert {word.split("=")[0] for word in words if word.startswith("-")} <= all_options(), line


def test_every_locked_package_has_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", lock.strip())
    assert len(packages) > 50
    for package in packages:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+", package), package[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package[:80]
    assert "://" not in lock
    assert not re.search(r"--(extra-)?index-url|--find-links|-f ", lock)


def test_every_dependency_is_locked_and_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for requirement in wanted:
        name = re.match(r"[\w.-]+", requirement)[0].lower()
        assert re.search(rf"^{re.escape(name)}==", lock, re.MULTILINE), f"{name} is not locked; run make lock"
        line = next(line for line in text.splitlines() if f'"{requirement}",' in line)
        assert "#" in line, f"{name} has no reason"


# Written in pieces, so that this file does not hold what it forbids.
REGISTRY_HOSTS = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "deb." + "debian.org"]


@pytest.mark.parametrize("forbidden", [*REGISTRY_HOSTS, "/wo" + "rk/", "/ro" + "ot/"])
def test_no_file_names_a_registry_or_a_machines_folders(forbidden):
    holders = [path for path in tracked() if forbidden.encode() in path.read_bytes()]
    assert holders == []


def test_the_source_archive_holds_what_make_needs_and_all_else():
    """What hatchling adds by itself is the project's file, the licence and what git ignores."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    names = {path.relative_to(ROOT).parts[0] for path in tracked()} - {"pyproject.toml", "LICENSE", ".gitignore"}
    assert {name for name in names if not any(fnmatch(f"/{name}", pattern) for pattern in patterns)} == set()


def test_there_is_a_licence_and_metadata_names_it():
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"
    assert project["requires-python"] == ">=3.11,<3.14"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_every_local_link_leads_to_a_file(page):
    links = re.findall(r"\]\(([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).is_file()] == []
