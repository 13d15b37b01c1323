"""Where every command ends: what went wrong becomes a message for people on standard error, and an exit code.

A fault of ours prints one line and leaves a report that holds no text of any document: neither arguments nor the words
of the exception, only its type and the places in the code.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg import __version__
from kg.cli import streams
from kg.cli.speech import LANGUAGES, speak, tr
from kg.errors import Exit, KgError, Message

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

FULL = Message(
    "không ghi được kết quả ra đầu ra (đĩa đầy?)", "the result could not be written to its output (is the disk full?)"
)


def run(command: Callable[[], int | None], args: Sequence[str]) -> int:
    """The exit code of ``command``, whatever becomes of it."""
    speak(_spoken_in(args))
    try:
        code = command()
        if code == Exit.INTERRUPTED:  # typer has caught it and made an exit code of it
            raise KeyboardInterrupt
        streams.flush()
    except streams.Closed:
        streams.silence()
        return Exit.FOUND
    except KgError as error:
        return _end(error.say(_lang()), error.exit)
    except KeyboardInterrupt:
        return _end(tr("Đã dừng.", "Stopped."), Exit.INTERRUPTED)
    except Exception as error:
        return _other(error)
    return code or Exit.FOUND


def _other(error: Exception) -> int:
    from typer.exceptions import Abort, TyperException

    if isinstance(error, Abort):
        return _end(tr("Đã dừng.", "Stopped."), Exit.INTERRUPTED)
    if isinstance(error, TyperException):
        from kg.cli.usage import explain

        return _end(explain(error), Exit.USAGE)
    if isinstance(error, OSError) and _is_about_output(error):
        streams.silence()
        return _end(FULL.of(_lang()), Exit.INVALID)
    return _fault(error)


def _end(message: str, code: int) -> int:
    try:
        streams.flush()
    except (OSError, streams.Closed):
        streams.silence()
    streams.note(message)
    return code


def _lang() -> str:
    return tr(*LANGUAGES)


def _spoken_in(args: Sequence[str]) -> str:
    """The language for messages that come before the settings are read."""
    flag = "--lang"
    named = [after for word, after in pairwise(args) if word == flag]
    named += [word.removeprefix(f"{flag}=") for word in args if word.startswith(f"{flag}=")]
    wanted = named[-1] if named else os.environ.get("KG_LANG", "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def _is_about_output(error: OSError) -> bool:
    import errno

    return error.filename is None and error.errno in (errno.ENOSPC, errno.EIO, errno.EFBIG)


def _fault(error: Exception) -> int:
    if os.environ.get("KG_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
        return Exit.FAULT
    name = type(error).__name__
    report = _write_report(error)
    line = tr(f"kg gặp lỗi của chính nó ({name}).", f"kg ran into a fault of its own ({name}).")
    if report:
        line += " " + tr(f"Báo cáo, không chứa nội dung văn bản: {report}", f"Report, without document text: {report}")
    return _end(line, Exit.FAULT)


def _write_report(error: Exception) -> Path | None:
    import platform
    import tempfile
    from pathlib import Path

    lines = [f"kg {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"]
    cause: BaseException | None = error
    while cause is not None:
        lines += ["", type(cause).__name__, *_places(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    try:
        handle, name = tempfile.mkstemp(prefix="kg-report-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return Path(name)


def _places(trace: TracebackType | None) -> list[str]:
    """``package/module.py:line in function``: no folder of the user's is named."""
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"  {_in_package(code.co_filename)}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return places


def _in_package(file: str) -> str:
    """The path from the root of what holds the package; elsewhere the bare name."""
    from pathlib import Path

    path, own = Path(file), Path(__file__).parent.parent
    if path.is_relative_to(own):
        return path.relative_to(own).as_posix()
    parts = path.parts
    return "/".join(parts[parts.index("site-packages") + 1 :]) if "site-packages" in parts else path.name
