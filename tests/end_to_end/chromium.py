"""A page in Chromium, driven through pipes: opened from the disk as people open it, with real keys and clicks."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required")
# The browser reads commands from descriptor 3 and writes answers to 4.
START = """
import fcntl, os, sys
there, here = (fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3])
os.dup2(there, 3)
os.dup2(here, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
LONGEST = 60
SHIFT = 8
TEXT = {" ": " ", "Enter": "\r"}


class Page:
    """Use it in a ``with`` block, which ends the browser."""

    def __init__(self, path: Path, profile: Path, width: int = 1280, height: int = 800) -> None:
        there, self.to = os.pipe()
        self.back, here = os.pipe()
        command = [PROGRAM, *FLAGS, "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]
        start = [sys.executable, "-c", START, str(there), str(here), *command]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(start, pass_fds=(there, here), **quiet)
        os.close(there)
        os.close(here)
        self.number, self.session, self.buffer, self.messages = 0, None, b"", []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.ask(f"{domain}.enable")
        self.resize(width, height)
        self.ask("Page.navigate", url=path.as_uri())
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def __enter__(self) -> Page:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.to)
        os.close(self.back)

    def ask(self, method: str, **parameters) -> dict:
        """The answer to a command; what the browser tells meanwhile is kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self.number:
            self.messages.append(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def _next(self) -> dict:
        while b"\0" not in self.buffer:
            data = os.read(self.back, 1 << 16)
            assert data, "the browser has ended"
            self.buffer += data
        first, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(first)

    def value(self, expression: str):
        """What an expression is on the page."""
        result = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def wait(self, condition: str) -> None:
        end = time.monotonic() + LONGEST
        while not self.value(condition):
            assert time.monotonic() < end, f"never: {condition}"
            time.sleep(0.05)

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **size)

    def press(self, key: str, shift: bool = False) -> None:
        """A key goes down and up, as from a keyboard."""
        text = TEXT.get(key, key if len(key) == 1 else "")
        held = {"modifiers": SHIFT if shift else 0}
        self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, text=text, **held)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key, **held)

    def click(self, selector: str) -> None:
        """The mouse, in the middle of the first element of a selector."""
        box = f"document.querySelector({json.dumps(selector)})"
        self.value(f"{box}.scrollIntoView({{block: 'center'}})")
        x, y = self.value(f"(r => [r.x + r.width / 2, r.y + r.height / 2])({box}.getBoundingClientRect())")
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))

    @property
    def complaints(self) -> list[str]:
        """Errors that the page or its policy has told."""
        entries = [each["params"]["entry"] for each in self.messages if each.get("method") == "Log.entryAdded"]
        thrown = [str(each["params"]) for each in self.messages if each.get("method") == "Runtime.exceptionThrown"]
        return thrown + [entry["text"] for entry in entries if entry["level"] == "error"]
