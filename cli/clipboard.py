"""The clipboard of the desktop, by the program that each system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from typing import NamedTuple

#: seconds that a program may take
PATIENCE = 5.0


class Program(NamedTuple):
    """A program that puts its standard input on the clipboard. ``encoding``: of the text that it reads."""

    command: tuple[str, ...]
    encoding: str
    #: the variable that is set where its kind of desktop runs
    needs: str | None = None


#: clip.exe takes UTF-16 with a byte order mark for what it is; anything else it reads in the code page of the console
PROGRAMS = (
    Program(("clip.exe",), "utf-16"),
    Program(("pbcopy",), "utf-8"),
    Program(("wl-copy",), "utf-8", "WAYLAND_DISPLAY"),
    Program(("xclip", "-selection", "clipboard"), "utf-8", "DISPLAY"),
    Program(("xsel", "--clipboard", "--input"), "utf-8", "DISPLAY"),
)


def program(environ: Mapping[str, str] = os.environ) -> Program | None:
    """The program that serves this desktop; None where there is none (a server, a bare console)."""
    for each in PROGRAMS:
        if (each.needs is None or environ.get(each.needs)) and shutil.which(each.command[0], path=environ.get("PATH")):
            return each
    return None


def copy(text: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Put ``text`` on the clipboard; False where there is none or it does not answer."""
    by = program(environ)
    if by is None:
        return False
    try:
        # xclip and xsel stay behind to hold the text: their output must not hold on to ours
        subprocess.run(
            by.command,
            input=text.encode(by.encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=True,
            env=dict(environ),
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True
