"""Standard streams that never fail for want of a letter, and end quietly when nobody reads on.

A pipe or a file gets UTF-8 whatever the system's code page is: nothing is lost. A terminal of another encoding, and who
sets PYTHONIOENCODING, keep that encoding; a letter that it lacks is written as the nearest one that it has.
"""

from __future__ import annotations

import codecs
import os
import sys
from io import TextIOWrapper

from kg.text import unmarked

NEAREST = "kg-nearest"


class Closed(Exception):
    """Nobody reads the output any more (``kg … | head``)."""


def prepare() -> None:
    """Make both streams safe for Vietnamese. Called once, before anything is written."""
    codecs.register_error(NEAREST, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        if _is_utf8(stream):
            stream.reconfigure(errors="replace")
        elif stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(errors=NEAREST)
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


def holds_every_letter() -> bool:
    """Whether standard output can hold any text as it is."""
    return not isinstance(sys.stdout, TextIOWrapper) or _is_utf8(sys.stdout)


def write(text: str) -> None:
    """Write ``text`` to standard output."""
    try:
        sys.stdout.write(text)
    except OSError as error:
        raise _told(error) from error


def write_bytes(data: bytes) -> None:
    """Write ``data`` to standard output as it is: no line end is changed on any system."""
    try:
        sys.stdout.flush()
        left = memoryview(data)
        while left:  # an unbuffered stream (PYTHONUNBUFFERED) may take less than it is given, and say so only here
            left = left[sys.stdout.buffer.write(left) :]
    except OSError as error:
        raise _told(error) from error


def note(text: str) -> None:
    """Write a line to standard error: notes, progress, what went wrong."""
    try:
        sys.stderr.write(text.rstrip("\n") + "\n")
    except OSError:
        # there is nowhere left to say it
        silence()


def flush() -> None:
    """Hand over all that was written, so that a full disk is noticed while it can still be said."""
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _told(error) from error


def silence() -> None:
    """Send what is left in the buffers to nowhere, so that the interpreter does not complain at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _told(error: OSError) -> Exception:
    # Windows says EINVAL for a pipe that was closed
    closed = isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == 22)
    return Closed() if closed else error


def _is_utf8(stream: TextIOWrapper) -> bool:
    return codecs.lookup(stream.encoding).name == "utf-8"


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    out = []
    for char in lost:
        near = _TYPOGRAPHY.get(char, unmarked(char))
        out.append(near if near.isascii() else "?")
    return "".join(out), error.end


_TYPOGRAPHY = {"–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'", "•": "-", "→": "->", "≥": ">="}
