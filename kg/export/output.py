"""The file that is written: whole or not at all, and never over another one unless that was said."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError, Message, UsageError


class OutputError(KgError):
    """A file that cannot be written; nothing of it is left."""


@contextmanager
def written(path: Path, *, force: bool = False) -> Iterator[Path]:
    """A file beside ``path`` to be written; it takes its place when the block ends, and is gone if that raises.

    Raises:
        UsageError: there is a file already, and ``force`` does not say that it may be replaced.
        OutputError: the file cannot be written.
    """
    _free(path, force)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        os.close(handle)
    except OSError as error:
        raise _told(error, path) from error
    part = Path(name)
    try:
        yield part
        _free(path, force)  # another program may have made it meanwhile
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise _told(error, path) from error
    finally:
        part.unlink(missing_ok=True)


def _free(path: Path, force: bool) -> None:
    if path.is_dir():
        raise UsageError(Message("đây là một thư mục, không phải tệp", "this is a folder and no file"), str(path))
    if path.exists() and not force:
        raise UsageError(
            Message("đã có tệp này; không ghi đè", "there is such a file; it is not overwritten"),
            str(path),
            Message("Chọn tên khác, hoặc thêm --force.", "Choose another name, or add --force."),
        )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _told(error: OSError, path: Path) -> OutputError:
    return OutputError(
        Message(f"không ghi được tệp: {error.strerror}", f"the file cannot be written: {error.strerror}"),
        str(path),
        Message(
            "Kiểm tra thư mục, chỗ trống trên đĩa, và đóng tệp nếu đang mở ở chương trình khác.",
            "Check the folder, the space on the disk, and close the file if another program has it open.",
        ),
    )
