"""What all tests start from."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess

import pytest
from hypothesis import HealthCheck, settings

# Tests interrupt what they start. Where the tests run in the background, a shell has interrupts ignored, and children
# inherit that; what is handled here is as usual for them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says how busy the machine is. What Hypothesis itself prefers stays: where CI is set, the
# same examples each time, elsewhere new ones.
settings.register_profile("eigenreel", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("eigenreel")


@pytest.fixture
def disk(tmp_path):
    """Mounts a file system of some size, such as ``64k``; skips where that is not allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mounted(size: str):
        mount = shutil.which("mount")
        if mount is None or os.geteuid() != 0:
            pytest.skip("mounting takes root's rights")
        command = [mount, "-t", "tmpfs", "-o", f"size={size}", "none", folder]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("mounting is not allowed here")
        return folder

    yield mounted
    if os.path.ismount(folder):
        # A worker may still be about to learn that its disk is full.
        subprocess.run(["umount", "--lazy", folder], check=True)
