"""What has been measured, in one file that grows with every measurement."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eigenreel.store import write_atomically

Record = dict[str, Any]


class Results:
    """Records by key, as ``compare/h/plane_and_matrix/manim``; one with an "error" is a measurement that failed.

    Args:
        path: the file, which need not be there yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        self.records: dict[str, Record] = kept.get("measurements", {})
        self.machine: Mapping[str, str] = kept.get("machine", {})

    def has(self, key: str) -> bool:
        """Whether this has been measured, and without failing."""
        return key in self.records and "error" not in self.records[key]

    def put(self, key: str, record: Record) -> None:
        """Keep a record, and write the file at once."""
        self.records[key] = {**record, "at": datetime.now(UTC).isoformat(timespec="seconds")}
        self.machine = this_machine()
        content = {"machine": self.machine, "measurements": self.records}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, json.dumps(content, indent=1, ensure_ascii=False).encode())


def this_machine() -> dict[str, str]:
    """What numbers depend on."""
    return {
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "processor": _processor(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: version(name) for name in ("eigenreel", "manim", "av")},
    }


def _processor() -> str:
    """The processor's own name, where Linux tells it."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
